/** One practice on the page: camera, pose model, overlay, voice, and the talk with the server. */

import { CameraError, closeCamera, explain, listCameras, openCamera, type Camera } from "./camera";
import { Commentary } from "./commentary";
import { Bystanders } from "./inference/bystanders";
import { startEngine, type Engine } from "./inference/engine";
import { hasHardwareGraphics } from "./inference/graphics";
import type { Found, ModelOptions, Seen } from "./inference/seen";
import { keep, kept } from "./keepsake";
import { Outbox } from "./outbox";
import { Overlay } from "./overlay";
import type { Batch, PageEvent, ServerState } from "./protocol";
import { Recorder } from "./recorder";
import { Statistics } from "./statistics";
import { View } from "./view";

const PUMP_MS = 250;

/** The server is said to be away after this long without an answer. */
const SERVER_AWAY_MS = 5000;

/** The computer slept if the page's own timer was away for so long. */
const SLEPT_MS = 2000;

/** A pause between two camera frames longer than this is told to the server and the person. */
const STALL_S = 2;

const MODEL_FAILED =
  "The pose model could not be started in this browser: reload the page, or try another browser " +
  "or a newer version of this one.";

export class Practice {
  readonly statistics = new Statistics();
  private readonly view: View;
  private readonly overlay: Overlay;
  private readonly outbox: Outbox;
  private readonly commentary: Commentary;
  private readonly recorder = new Recorder();
  private readonly unlisten: () => void;
  private engine: Engine | null = null;
  private bystanders: Bystanders | null = null;
  private camera: Camera | null = null;
  private wanted: string | null = null;
  private stopReading: (() => void) | null = null;
  private server: ServerState | null = null;
  private lastFrameMs: number | null = null;
  private reopening = false;
  private opening = false;
  /** Counts how often the camera was turned on or off: what began before the last time is over. */
  private turn = 0;
  /** Number of the batch that tells the server of the camera's last start. */
  private startedBy = 0;
  private serverWasAway = false;

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
      chooseCamera: (id) => void this.changeCamera(id),
    });
    this.view.showSmall(!hasHardwareGraphics());
    this.overlay = new Overlay(this.view.canvas);
    this.commentary = new Commentary(this.view);
    this.unlisten = this.listen();
    this.view.showStatus("Getting the pose model ready.", false);
    void this.loadEngine();
  }

  /** Takes in what the server said on this run of the page's script. */
  update(state: ServerState): void {
    const before = this.server;
    this.server = state;
    this.outbox.acknowledge(state.page, state.ack);
    // A new page, or a server that was restarted: it has to hear what this tab had kept.
    if (!before && state.page !== this.outbox.page) this.outbox.hello();
    if (this.serverWasAway && this.outbox.silentMs === 0) {
      this.serverWasAway = false;
      this.view.showError(null);
    }
    // A server that was restarted knows of no practice: tell it that one is going on.
    const wasOn = before !== null && before.phase !== "off";
    if (this.camera && wasOn && state.phase === "off") this.outbox.addEvent({ type: "start" });
    if (this.isKnown && (state.phase !== "off" || state.keep)) keep(state.keep);
    this.bystanders?.look(this.view.video, state.lookAround && this.camera !== null);
    this.view.showPhase(state.phase);
    this.view.showCount(state.reps, state.unit);
    this.view.showSeconds(state.secondsLeft);
    this.view.showBreath(state.breath);
    if (this.engine) this.view.showStatus(state.status, state.ready);
    this.commentary.follow(before, state, this.camera !== null);
    // Not for the end of the practice before, heard of after the camera was started again.
    const ended = state.phase === "stopped" || state.phase === "done";
    const isNew = before !== null && before.phase !== state.phase;
    if (ended && isNew && this.isKnown && state.ack >= this.startedBy) void this.turnOff();
  }

  /** When the first frame was captured, on the page's clock. */
  get firstFrameMs(): number | null {
    return this.outbox.firstFrameMs;
  }

  /** Goes on in another place of the page. */
  moveTo(parent: HTMLElement | ShadowRoot): void {
    this.view.moveTo(parent);
    // A video that is moved is paused by the browser.
    if (this.camera) this.view.video.play().catch((error: unknown) => console.info(error));
  }

  remove(): void {
    this.unlisten();
    void this.turnOff();
    this.engine?.close();
    this.bystanders?.close();
    this.commentary.close();
    this.view.remove();
  }

  /** Whether the server's last word was about this very page. */
  private get isKnown(): boolean {
    return this.server !== null && this.server.page === this.outbox.page && this.server.ack > 0;
  }

  private async loadEngine(): Promise<void> {
    try {
      this.engine = await startEngine(this.options);
      this.statistics.engine = this.engine;
      // Looked for in a thread of their own, or not at all.
      if ("Worker" in window) {
        this.bystanders = new Bystanders(this.options, (people) => this.outbox.setPeople(people));
      }
      this.view.showStatus(this.server?.status ?? "Ready when you are: press Start.", false);
      this.view.showCamera(false, true);
    } catch (error) {
      console.error("Posture Lab:", error);
      this.view.showError(MODEL_FAILED);
    }
  }

  private async start(): Promise<void> {
    if (!this.engine || this.camera || this.opening) return;
    this.commentary.unlock();
    this.view.showError(null);
    this.view.showRecording(null);
    this.view.showCamera(false, false);
    const camera = await this.turnOn({ type: "start" });
    if (camera && this.view.wantsRecording) this.recorder.start(camera.stream);
  }

  private stop(event: PageEvent): void {
    if (!this.camera && !this.reopening && !this.opening) return;
    this.outbox.addEvent(event);
    void this.turnOff();
  }

  /**
   * Opens the camera, starts reading it and tells the server so; says why when it cannot.
   * Returns null too when the person has stopped in the meantime.
   */
  private async turnOn(event: PageEvent): Promise<Camera | null> {
    const { engine, view } = this;
    if (!engine) return null;
    const turn = ++this.turn;
    this.opening = true;
    try {
      const camera = await openCamera(this.wanted);
      if (turn !== this.turn) {
        closeCamera(camera);
        return null;
      }
      this.camera = camera;
      camera.track.onended = () => this.lost();
      view.video.srcObject = camera.stream;
      await view.video.play();
      if (turn !== this.turn) return null;
      this.opening = false;
      this.lastFrameMs = null;
      this.stopReading = engine.run(view.video, camera.track, {
        onFound: (found) => this.draw(found),
        onSeen: (seen) => this.take(seen),
        onFailure: (message) => this.failed(message),
      });
      // Told before anybody can press Stop, so that the server hears of both in this order.
      this.startedBy = this.outbox.addEvent(event);
      view.showCamera(true, true);
      view.showCameras(await listCameras(), camera.deviceId);
      return turn === this.turn ? camera : null;
    } catch (error) {
      if (turn !== this.turn) return null;
      await this.turnOff();
      const known = error instanceof CameraError;
      if (!known) console.error("Posture Lab:", error);
      view.showError(known ? error.message : explain(""));
      return null;
    }
  }

  private async turnOff(): Promise<void> {
    this.turn++;
    this.opening = false;
    this.stopReading?.();
    this.stopReading = null;
    this.bystanders?.look(this.view.video, false);
    const camera = this.camera;
    this.camera = null;
    this.reopening = false;
    const recording = await this.recorder.stop();
    if (camera) closeCamera(camera);
    this.view.video.srcObject = null;
    this.overlay.clear();
    this.view.showCue("", "");
    this.view.showCamera(false, this.engine !== null);
    if (recording) this.view.showRecording(recording.url, recording.fileName);
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
    const paused = this.lastFrameMs === null ? 0 : (seen.capturedMs - this.lastFrameMs) / 1000;
    this.lastFrameMs = seen.capturedMs;
    if (paused > STALL_S) this.outbox.addEvent({ type: "hidden", seconds: paused });
    this.outbox.addFrame(seen);
    this.statistics.add(seen, cameMs);
  }

  private failed(message: string): void {
    console.error("Posture Lab:", message);
    this.view.showError(MODEL_FAILED);
    this.stop({ type: "camera_lost", message });
  }

  /** The camera went away by itself: unplugged, or taken by the system. */
  private lost(): void {
    if (!this.camera) return;
    const message =
      "The camera was disconnected: plug it in again and the set goes on; what was counted is kept.";
    void this.turnOff().then(() => {
      this.reopening = true;
      this.view.showError(message);
      this.view.showCamera(true, false);
    });
    this.outbox.addEvent({ type: "camera_lost", message });
  }

  private async devicesChanged(): Promise<void> {
    const cameras = await listCameras();
    this.view.showCameras(cameras, this.camera?.deviceId ?? "");
    if (!this.reopening || cameras.length === 0) return;
    this.reopening = false;
    if (await this.turnOn({ type: "camera_back" })) this.view.showError(null);
  }

  private async changeCamera(id: string): Promise<void> {
    this.wanted = id;
    if (!this.camera) return;
    this.outbox.addEvent({ type: "camera_lost", message: "Another camera was chosen." });
    await this.turnOff();
    await this.turnOn({ type: "camera_back" });
  }

  private listen(): () => void {
    let tickedMs = performance.now();
    const timer = setInterval(() => {
      const passedMs = performance.now() - tickedMs;
      tickedMs += passedMs;
      if (passedMs > SLEPT_MS) this.outbox.slept(passedMs);
      this.outbox.pump();
      if (this.outbox.silentMs <= SERVER_AWAY_MS) return;
      this.view.showError(
        "Posture Lab does not answer at the moment: keep this page open, it goes on by itself " +
          "when the program is back, and what was counted is kept.",
      );
      this.serverWasAway = true;
    }, PUMP_MS);
    const onDevices = () => void this.devicesChanged();
    const onLeave = () => void this.turnOff();
    navigator.mediaDevices?.addEventListener("devicechange", onDevices);
    window.addEventListener("pagehide", onLeave);
    return () => {
      clearInterval(timer);
      navigator.mediaDevices?.removeEventListener("devicechange", onDevices);
      window.removeEventListener("pagehide", onLeave);
    };
  }

}
