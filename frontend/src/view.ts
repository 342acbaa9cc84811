/** The component's elements: built once, then only their contents change. */

import type { CameraChoice } from "./camera";
import type { Breathing, ServerState } from "./protocol";
import { readSettings, SETTINGS, writeSettings } from "./settings";

const HTML = `
<section class="practise" aria-label="Practise in front of the camera">
  <div class="stage">
    <video muted playsinline aria-hidden="true"></video>
    <canvas role="img" aria-label="Your skeleton and outline, drawn over the picture"></canvas>
    <div class="counter" aria-live="polite">
      <span class="number" data-testid="rep-count">0</span><span class="unit"></span>
    </div>
    <div class="seconds" aria-hidden="true"></div>
    <div class="breath" data-testid="breath" aria-hidden="true" hidden></div>
    <p class="prompt" data-testid="prompt" aria-hidden="true"></p>
    <p class="cue" data-testid="cue" data-cue-id="" aria-live="assertive"></p>
    <p class="welcome">The camera is off. Its picture never leaves this browser: only the positions
      of your joints and your outline go to Posture Lab.</p>
  </div>
  <p class="status" data-testid="setup-status" data-ready="false" role="status"></p>
  <p class="error" data-testid="live-error" role="alert" hidden></p>
  <p class="note" data-testid="live-note" role="status"></p>
  <div class="actions">
    <button type="button" class="start" data-testid="start" disabled>Start</button>
    <button type="button" class="go-on" data-testid="go-on" hidden></button>
    <button type="button" class="stop" data-testid="stop" disabled>Stop</button>
    <button type="button" class="pain" data-testid="pain" disabled>
      Pain is climbing: stop <kbd>P</kbd></button>
  </div>
  <div class="options">
    <label class="camera" hidden>Camera <select data-testid="camera"></select></label>
    <label><input type="checkbox" data-setting="text" data-testid="text"> Cues as text</label>
    <label><input type="checkbox" data-setting="voice" data-testid="voice">
      <span>Voice<span class="none" hidden> (this computer has none)</span></span></label>
    <label><input type="checkbox" data-setting="tone" data-testid="tone"> Tones</label>
    <label><input type="checkbox" data-testid="record"> Record the video on this computer</label>
    <span class="recordings"></span>
  </div>
</section>`;

type Progress = Pick<ServerState, "phase" | "reps" | "unit" | "secondsLeft" | "breath">;

export interface Actions {
  start(): void;
  stop(): void;
  pain(): void;
  goOn(): void;
  chooseCamera(id: string): void;
}

export class View {
  readonly video: HTMLVideoElement;
  readonly canvas: HTMLCanvasElement;
  readonly settings = readSettings();
  private readonly root: HTMLElement;
  private readonly unbind: () => void;
  private keyboardOnButtons = false;

  constructor(parent: HTMLElement | ShadowRoot, actions: Actions) {
    const holder = document.createElement("div");
    holder.innerHTML = HTML;
    this.root = holder.firstElementChild as HTMLElement;
    parent.appendChild(this.root);
    this.video = this.find("video");
    this.canvas = this.find("canvas");
    this.unbind = this.bind(actions);
  }

  moveTo(parent: HTMLElement | ShadowRoot): void {
    parent.appendChild(this.root);
  }

  remove(): void {
    this.clearRecordings();
    this.unbind();
    this.root.remove();
  }

  /** Whether the camera is on, and whether Start can be pressed. */
  showCamera(on: boolean, canStart: boolean): void {
    const turnedOn = on && !this.root.classList.contains("live");
    this.root.classList.toggle("live", on);
    // From two metres away nobody scrolls.
    if (turnedOn) this.root.scrollIntoView?.({ block: this.roomy ? "nearest" : "start", behavior: "instant" });
    const [start, stop, pain] = [".start", ".stop", ".pain"].map((name) => this.find<HTMLButtonElement>(name));
    if (!start || !stop || !pain) return;
    this.noteKeyboard([start, stop, pain]);
    start.disabled = on || !canStart;
    stop.disabled = pain.disabled = !on;
    // A button that is switched off lets go of the keyboard: the one that takes its place has it.
    if (!on) this.showOffer("");
    if (this.keyboardOnButtons) (on ? stop : start).focus({ preventScroll: true });
  }

  /** Whether the picture and all below it fit on the screen beside the rest of the page. */
  private get roomy(): boolean {
    return !window.matchMedia?.("(max-width: 40rem)").matches;
  }

  /** Remembers whether the keyboard is on one of the buttons, also while all are switched off. */
  private noteKeyboard(buttons: readonly Element[]): void {
    const { activeElement } = this.root.getRootNode() as Document | ShadowRoot;
    if (activeElement && buttons.includes(activeElement)) this.keyboardOnButtons = true;
    else if (activeElement && activeElement !== document.body) this.keyboardOnButtons = false;
  }

  /** Keeps the picture small where software draws it: every pixel takes time from the model. */
  showSmall(small: boolean): void {
    this.root.classList.toggle("small", small);
  }

  /** Shows how far the practice is: phase, count, seconds left and breath. */
  showProgress({ phase, reps, unit, secondsLeft, breath }: Progress): void {
    this.root.dataset["phase"] = phase;
    this.showCount(reps, unit);
    this.showSeconds(secondsLeft);
    this.showBreath(breath);
  }

  /** What to do next: the sentence below the picture, and `say` over it, to be read from afar. */
  showStatus(text: string, ready: boolean, say = ""): void {
    const status = this.find(".status");
    if (status.textContent !== text) status.textContent = text;
    status.dataset["ready"] = String(ready);
    const prompt = this.find(".prompt");
    if (prompt.textContent !== say) prompt.textContent = say;
  }

  /** A button to go on to something; an empty text takes it away. */
  showOffer(text: string): void {
    const button = this.find(".go-on");
    if (button.textContent !== text) button.textContent = text;
    button.hidden = text === "";
  }

  showCount(count: number, unit: string): void {
    const number = this.find(".number");
    if (number.textContent !== String(count)) number.textContent = String(count);
    this.find(".unit").textContent = unit;
    // A screen reader that says every second of a hold says nothing else.
    this.find(".counter").ariaLive = unit === "seconds" ? "off" : "polite";
  }

  showSeconds(seconds: number | null): void {
    this.find(".seconds").textContent = seconds === null ? "" : String(Math.ceil(seconds));
  }

  /** A disc that grows while breathing in and shrinks while breathing out. */
  showBreath(breath: Breathing | null): void {
    const disc = this.find(".breath");
    disc.hidden = breath === null;
    if (!breath || disc.dataset["way"] === breath.way) return;
    disc.dataset["way"] = breath.way;
    disc.style.transitionDuration = `${breath.seconds}s`;
  }

  /**
   * Shows a cue when the person wants words: `say` in letters to be read from afar, the sentence
   * below it. An empty text clears it.
   */
  showCue(id: string, text: string, say = ""): void {
    const cue = this.find(".cue");
    cue.dataset["cueId"] = id;
    if (text === "" || !this.settings.text) {
      cue.replaceChildren();
      return;
    }
    const [short, long] = ["short", "long"].map((name) => {
      const part = document.createElement("span");
      part.className = name;
      return part;
    }) as [HTMLElement, HTMLElement];
    short.textContent = say;
    // Read out by a screen reader once, as the sentence.
    short.ariaHidden = "true";
    long.textContent = text;
    cue.replaceChildren(short, " ", long);
  }

  /** One sentence on what went wrong and what to do; null takes it away. */
  showError(text: string | null): void {
    const error = this.find(".error");
    // The same once more would be read out once more.
    if (error.textContent !== (text ?? "")) error.textContent = text;
    error.hidden = text === null;
  }

  /** One sentence that is good to know and keeps nobody from going on; null takes it away. */
  showNote(text: string | null): void {
    this.find(".note").textContent = text;
  }

  /** Whether the computer has a voice; said beside its switch when it has none. */
  showVoice(there: boolean): void {
    this.find(".none").hidden = there;
  }

  showCameras(cameras: readonly CameraChoice[], chosen: string): void {
    const select = this.find<HTMLSelectElement>("select");
    select.replaceChildren(
      ...cameras.map(({ id, label }) => new Option(label, id, false, id === chosen)),
    );
    this.find(".camera").hidden = cameras.length < 2;
  }

  /** Offers a recording; `url` is of this page's own and is let go of with `clearRecordings`. */
  addRecording(url: string, fileName: string): void {
    const link = document.createElement("a");
    link.href = url;
    link.download = fileName;
    const part = this.find(".recordings").childElementCount + 1;
    link.textContent = part > 1 ? `Save the recording, part ${part}` : "Save the recording";
    this.find(".recordings").appendChild(link);
  }

  clearRecordings(): void {
    const links = this.find(".recordings");
    for (const link of links.querySelectorAll("a")) URL.revokeObjectURL(link.href);
    links.replaceChildren();
  }

  get wantsRecording(): boolean {
    return this.find<HTMLInputElement>("[data-testid=record]").checked;
  }

  private find<T extends HTMLElement = HTMLElement>(selector: string): T {
    const element = this.root.querySelector<T>(selector);
    if (!element) throw new Error(`no ${selector} in the component`);
    return element;
  }

  private bind(actions: Actions): () => void {
    this.find(".start").onclick = () => actions.start();
    this.find(".stop").onclick = () => actions.stop();
    this.find(".pain").onclick = () => actions.pain();
    this.find(".go-on").onclick = () => actions.goOn();
    const select = this.find<HTMLSelectElement>("select");
    select.onchange = () => actions.chooseCamera(select.value);
    for (const name of SETTINGS) {
      const box = this.find<HTMLInputElement>(`[data-setting=${name}]`);
      box.checked = this.settings[name];
      box.onchange = () => {
        this.settings[name] = box.checked;
        writeSettings(this.settings);
      };
    }
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.composedPath()[0] as HTMLElement | undefined)?.closest?.(
        "input:not([type=checkbox]), select, textarea, [contenteditable]",
      );
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "p" || event.key === "P") actions.pain();
      else if (event.key === "Escape") actions.stop();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }
}
