/** One practice on the page: camera, pose model, overlay, voice, and the talk with the server. */

import { closeCamera, listCameras, openCamera, sentenceFor, type Camera } from "./camera";
import { Commentary } from "./commentary";
import { hasHardwareGraphics } from "./inference/graphics";
import { loadModels, type Models } from "./inference/models";
import type { Found, ModelOptions, Seen } from "./inference/seen";
import { keep, kept } from "./keepsake";
import { OtherTabs } from "./otherTabs";
import { Outbox } from "./outbox";
import { Overlay } from "./overlay";
import type { Batch, PageEvent, ServerState } from "./protocol";
import { Recorder } from "./recorder";
import { Silence } from "./silence";
import { Statistics } from "./statistics";
import { watch } from "./surroundings";
import { View } from "./view";
import { Wakefulness } from "./wakefulness";
import * as words from "./words";

/** After this long without a camera, the browser is asking the person about it. */
const ASKING_MS = 1000;

export class Practice {
  readonly statistics = new Statistics();
  private readonly view: View;
  private readonly overlay: Overlay;
  private readonly outbox: Outbox;
  private readonly commentary: Commentary;
  private readonly recorder = new Recorder();
  private readonly wakefulness = new Wakefulness();
  private readonly silence: Silence;
  private readonly otherTabs: OtherTabs;
  private readonly unlisten: () => void;
  private models: Models | null = null;
  private camera: Camera | null = null;
  private wanted: string | null = null;
  private stopReading: (() => void) | null = null;
  private server: ServerState | null = null;
  /** The camera that went away in the middle of a practice, until it is back. */
  private missing: string | null = null;
  private opening = false;
  /** Counts how often the camera was turned on or off: what began before the last time is over. */
  private turn = 0;
  /** Number of the batch that tells the server of the camera's last start. */
  private startedBy = 0;

  constructor(
    parent: HTMLElement | ShadowRoot,
    private readonly options: ModelOptions,
    post: (batch: Batch) => void,
  ) {
    const page = crypto.randomUUID?.() ?? String(Math.random());
    this.outbox = new Outbox(page, post, () => (this.isKnown && this.server?.phase !== "off" ? null : kept()));
    this.view = new View(parent, {
      start: () => void this.start(),
      stop: () => this.stop({ type: "stop" }),
      pain: () => this.stop({ type: "pain" }),
      goOn: () => void (this.camera && this.outbox.addEvent({ type: "go_on" })),
      chooseCamera: (id) => void this.changeCamera(id),
    });
    this.view.showSmall(!hasHardwareGraphics());
    this.overlay = new Overlay(this.view.canvas);
    this.commentary = new Commentary(this.view);
    const quiet = () => (this.missing === null ? null : words.UNPLUGGED);
    this.silence = new Silence(this.outbox, (away) => this.view.showError(away ? words.SERVER_AWAY : quiet()));
    this.otherTabs = new OtherTabs(page, {
      onBegun: () => this.giveWay(),
      onEnded: () => this.view.showNote(words.ENDED_ELSEWHERE),
    });
    this.unlisten = watch({
      onTick: (passedMs) => this.silence.tick(passedMs),
      onDevices: () => void this.devicesChanged(),
      onLeave: () => void this.turnOff(),
    });
    this.view.showStatus("Getting the pose model ready.", false);
    void this.loadModels();
  }

  /** Takes in what the server said on this run of the page's script. */
  update(state: ServerState): void {
    const before = this.server;
    this.server = state;
    this.outbox.acknowledge(state.page, state.ack);
    // A new page, or a server that was restarted: it has to hear what this tab had kept.
    const wasKnown = before === null || before.page === this.outbox.page;
    if (wasKnown && state.page !== this.outbox.page) this.outbox.hello();
    this.silence.heard();
    // A server that was restarted knows of no practice: tell it that one is going on.
    const isForgotten = state.phase === "off" && before !== null && before.phase !== "off";
    if (this.camera && isForgotten) this.outbox.addEvent({ type: "start" });
    const forgets = state.phase === "off" && !state.keep;
    if (this.isKnown && state.keep !== null && !forgets) keep(state.keep);
    this.models?.bystanders.look(this.view.video, state.lookAround && this.camera !== null);
    this.view.showProgress(state);
    this.view.showOffer(this.camera ? state.offer : "");
    if (this.models) this.view.showStatus(state.status, state.ready, state.statusSay);
    // Not for the end of the practice before, heard of after the camera was started again.
    const ended = state.phase === "stopped" || state.phase === "done";
    const isNew = ended && before !== null && before.phase !== state.phase;
    this.commentary.follow(before, state, this.camera !== null || isNew);
    if (isNew && this.isKnown && state.ack >= this.startedBy && !this.opening) void this.turnOff();
  }

  /** Goes on in another place of the page. */
  moveTo(parent: HTMLElement | ShadowRoot): void {
    this.view.moveTo(parent);
    // A video that is moved is paused by the browser.
    if (this.camera) this.view.video.play().catch((error: unknown) => console.info(error));
  }

  remove(): void {
    this.unlisten();
    this.otherTabs.close();
    void this.turnOff();
    this.wakefulness.close();
    this.models?.engine.close();
    this.models?.bystanders.close();
    this.commentary.close();
    this.view.remove();
  }

  /** Whether the server's last word was about this very page. */
  private get isKnown(): boolean {
    return this.server !== null && this.server.page === this.outbox.page && this.server.ack > 0;
  }

  private async loadModels(): Promise<void> {
    try {
      this.models = await loadModels(this.options, {
        onPeople: (people) => this.outbox.setPeople(people),
        onUncounted: () => {
          this.outbox.countsPeople = false;
          this.view.showNote(words.UNCOUNTED);
        },
      });
      this.statistics.engine = this.models.engine;
      this.view.showStatus(this.server?.status ?? "Ready when you are: press Start.", false);
      this.view.showCamera(false, true);
    } catch (error) {
      console.error("Posture Lab:", error);
      this.view.showError(words.MODEL_FAILED);
    }
  }

  private async start(): Promise<void> {
    if (!this.models || this.camera || this.opening) return;
    this.commentary.unlock();
    this.view.showError(null);
    this.view.showNote(this.outbox.countsPeople ? null : words.UNCOUNTED);
    this.view.clearRecordings();
    this.view.showCamera(false, false);
    await this.turnOn({ type: "start" });
  }

  /** Whether a practice is under way here, be it that its camera is only being opened. */
  private get isOn(): boolean {
    return this.camera !== null || this.missing !== null || this.opening;
  }

  /** Practice has begun in another tab: ends the one here, and returns whether there was one. */
  private giveWay(): boolean {
    if (!this.isOn) return false;
    this.stop({ type: "stop" });
    this.view.showError(words.BEGUN_ELSEWHERE);
    return true;
  }

  private stop(event: PageEvent): void {
    if (!this.isOn) return;
    if (this.missing !== null) this.view.showError(null);
    this.outbox.addEvent(event);
    void this.turnOff();
  }

  /**
   * Opens the camera, starts reading it and tells the server so; says why when it cannot.
   * Does nothing more when the person has stopped in the meantime.
   */
  private async turnOn(event: PageEvent, wanted = this.wanted): Promise<void> {
    const { models, view } = this;
    if (!models) return;
    const turn = ++this.turn;
    this.opening = true;
    const asking = setTimeout(() => view.showStatus(words.ASKING, false), ASKING_MS);
    try {
      const camera = await openCamera(wanted);
      clearTimeout(asking);
      if (turn !== this.turn) {
        closeCamera(camera);
        return;
      }
      this.camera = camera;
      camera.track.onended = () => this.lost();
      view.video.srcObject = camera.stream;
      await view.video.play();
      if (turn !== this.turn) return;
      this.opening = false;
      this.missing = null;
      this.wakefulness.hold();
      this.stopReading = models.engine.run(view.video, camera.track, {
        onFound: (found) => this.draw(found),
        onSeen: (seen) => this.take(seen),
        onFailure: (message) => this.failed(message),
      });
      // Told before anybody can press Stop, so that the server hears of both in this order.
      this.startedBy = this.outbox.addEvent(event);
      view.showCamera(true, true);
      this.otherTabs.begun();
      // At once: the set-up waits for the first answer.
      models.bystanders.look(view.video, true);
      if (view.wantsRecording) this.recorder.start(camera.stream);
      view.showCameras(await listCameras(), camera.deviceId);
    } catch (error) {
      clearTimeout(asking);
      if (turn !== this.turn) return;
      void this.turnOff();
      view.showError(sentenceFor(error));
      if (this.server) view.showStatus(this.server.status, false);
    }
  }

  /** Turns the camera off at once; resolves when the recording, if there is one, is offered. */
  private async turnOff(): Promise<void> {
    this.turn++;
    this.opening = false;
    this.missing = null;
    this.stopReading?.();
    this.stopReading = null;
    this.models?.bystanders.look(this.view.video, false);
    this.wakefulness.release();
    const recorded = this.recorder.stop();
    if (this.camera) closeCamera(this.camera);
    this.camera = null;
    this.view.video.srcObject = null;
    this.overlay.clear();
    this.view.showCue("", "");
    this.view.showCamera(false, this.models !== null);
    const recording = await recorded;
    if (recording) this.view.addRecording(recording.url, recording.fileName);
  }

  private draw(found: Found): void {
    if (!this.camera) return;
    const cameMs = performance.now();
    this.overlay.draw(found);
    this.statistics.addDrawn(found, cameMs);
  }

  private take(seen: Seen): void {
    if (!this.camera) return;
    const cameMs = performance.now();
    this.overlay.setOutline(seen);
    this.outbox.addFrame(seen);
    this.statistics.add(seen, cameMs);
  }

  private failed(message: string): void {
    console.error("Posture Lab:", message);
    this.view.showError(words.MODEL_FAILED);
    this.stop({ type: "camera_lost", message });
  }

  /** The camera went away by itself: unplugged, or taken by the system. */
  private lost(): void {
    if (!this.camera) return;
    const { deviceId } = this.camera;
    void this.turnOff();
    this.missing = deviceId;
    this.view.showError(words.UNPLUGGED);
    this.view.showCamera(true, false);
    this.outbox.addEvent({ type: "camera_lost", message: words.UNPLUGGED });
  }

  private async devicesChanged(): Promise<void> {
    const cameras = await listCameras();
    this.view.showCameras(cameras, this.camera?.deviceId ?? "");
    const { missing } = this;
    // Another camera sees from elsewhere: it is used only when the person chooses it.
    if (missing !== null && cameras.some(({ id }) => id === missing)) await this.goOnWith(missing);
  }

  private async changeCamera(id: string): Promise<void> {
    this.wanted = id;
    if (this.missing !== null) return this.goOnWith(id);
    if (!this.camera) return;
    this.outbox.addEvent({ type: "camera_lost", message: "Another camera was chosen." });
    void this.turnOff();
    await this.turnOn({ type: "camera_back" });
  }

  /** Takes up the practice that lost its camera. */
  private async goOnWith(deviceId: string): Promise<void> {
    this.missing = null;
    this.view.showError(null);
    await this.turnOn({ type: "camera_back" }, deviceId);
  }
}
