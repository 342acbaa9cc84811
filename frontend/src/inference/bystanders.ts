/**
 * Counts the people in the picture now and then, in a thread of its own: asking the tracker itself
 * for several people would make every frame slower.
 */

import type { ModelOptions } from "./seen";

/** `look` says which round of looking a picture belongs to, so that late answers are known. */
export type ToCounter =
  | { type: "load"; options: ModelOptions }
  | { type: "picture"; picture: ImageBitmap; look: number };

export type FromCounter =
  | { type: "ready" }
  | { type: "people"; people: number; look: number }
  | { type: "failed"; message: string };

/** Who wants to hear how many people there are. */
export interface Watcher {
  onPeople(people: number): void;
  /** Called once, when people cannot be counted here; nothing more is said afterwards. */
  onUncounted(): void;
}

const EVERY_MS = 2500;

/** Loading the second model takes about a second; a worker that is not there by now is given up. */
const LOAD_MS = 30_000;

/** The first answer of a round takes a fifth of a second; the set-up waits no longer than this. */
const ANSWER_MS = 6000;

export class Bystanders {
  /** Settles when people can be counted, or when it is clear that they cannot. */
  readonly loaded: Promise<void>;
  private readonly worker: Worker | null;
  private settle: () => void = () => undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private timer: ReturnType<typeof setInterval> | null = null;
  private video: HTMLVideoElement | null = null;
  private round = 0;
  private answered = false;
  private free = false;
  private given = false;

  /** Loads the second model. */
  constructor(options: ModelOptions, private readonly watcher: Watcher) {
    this.loaded = new Promise((resolve) => (this.settle = resolve));
    this.worker = startWorker();
    if (!this.worker) {
      this.giveUp("this browser has no workers");
      return;
    }
    this.deadline = setTimeout(() => this.giveUp("it was not loaded in time"), LOAD_MS);
    this.worker.onerror = (event) => this.giveUp(event.message || "the worker did not start");
    this.worker.onmessage = ({ data }: MessageEvent<FromCounter>) => this.receive(data);
    this.worker.postMessage({ type: "load", options } satisfies ToCounter);
  }

  /** Looks at the video at once and every few seconds while `on`. */
  look(video: HTMLVideoElement, on: boolean): void {
    if (this.given || on === (this.timer !== null)) return;
    if (!on) return this.rest();
    this.video = video;
    this.round++;
    this.answered = false;
    this.timer = setInterval(() => void this.lookOnce(), EVERY_MS);
    this.deadline = setTimeout(() => this.giveUp("it did not answer in time"), ANSWER_MS);
    void this.lookOnce();
  }

  close(): void {
    this.rest();
    this.given = true;
    this.worker?.terminate();
  }

  private rest(): void {
    if (this.timer !== null) clearInterval(this.timer);
    clearTimeout(this.deadline);
    this.timer = this.video = null;
  }

  private receive(message: FromCounter): void {
    if (this.given) return;
    if (message.type === "failed") return this.giveUp(message.message);
    this.free = true;
    if (message.type === "ready") {
      clearTimeout(this.deadline);
      this.settle();
    } else if (this.timer !== null && message.look === this.round) {
      this.answered = true;
      clearTimeout(this.deadline);
      this.watcher.onPeople(message.people);
    }
    // It was busy, or still loading, when it was first asked.
    if (!this.answered) void this.lookOnce();
  }

  /** Practising works without it, but then the person has to know. */
  private giveUp(why: string): void {
    if (this.given) return;
    console.info("Posture Lab: the people in the picture are not counted:", why);
    this.close();
    this.settle();
    this.watcher.onUncounted();
  }

  private async lookOnce(): Promise<void> {
    const { video, round } = this;
    if (!this.worker || !this.free || !video || video.videoWidth === 0) return;
    this.free = false;
    try {
      const picture = await createImageBitmap(video);
      this.worker.postMessage({ type: "picture", picture, look: round } satisfies ToCounter, [picture]);
    } catch (error) {
      // The camera was turned off in this very moment.
      console.info("Posture Lab: no picture to look at:", error);
      this.free = true;
    }
  }
}

function startWorker(): Worker | null {
  if (!("Worker" in window)) return null;
  return new Worker(new URL("./counterWorker.ts", import.meta.url), { type: "module" });
}
