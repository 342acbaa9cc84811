/**
 * Looks for other people in the picture now and then, in a thread of its own: asking the tracker
 * itself for several people would make every frame slower.
 */

import type { ModelOptions } from "./seen";

export type ToCounter =
  | { type: "load"; options: ModelOptions }
  | { type: "picture"; picture: ImageBitmap };

export type FromCounter =
  | { type: "ready" }
  | { type: "people"; people: number }
  | { type: "failed"; message: string };

const EVERY_MS = 2500;

export class Bystanders {
  private readonly worker: Worker;
  private timer: ReturnType<typeof setInterval> | null = null;
  private free = false;

  /** Loads the second model; `onPeople` hears how many people each looked-at picture shows. */
  constructor(options: ModelOptions, onPeople: (people: number) => void) {
    this.worker = new Worker(new URL("./counterWorker.ts", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<FromCounter>) => {
      if (data.type === "failed") {
        // Practising alone works without it.
        console.info("Posture Lab: others in the picture are not looked for:", data.message);
        return;
      }
      this.free = true;
      if (data.type === "people") onPeople(data.people);
    };
    this.worker.postMessage({ type: "load", options } satisfies ToCounter);
  }

  /** Looks at the video every few seconds while `on`. */
  look(video: HTMLVideoElement, on: boolean): void {
    if (on && this.timer === null) {
      this.timer = setInterval(() => void this.lookOnce(video), EVERY_MS);
      void this.lookOnce(video);
    } else if (!on && this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.worker.terminate();
  }

  private async lookOnce(video: HTMLVideoElement): Promise<void> {
    if (!this.free || video.videoWidth === 0) return;
    this.free = false;
    const picture = await createImageBitmap(video);
    this.worker.postMessage({ type: "picture", picture } satisfies ToCounter, [picture]);
  }
}
