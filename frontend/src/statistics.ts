/** Timings of the last frames, for the benchmark; nothing is sent anywhere. */

import type { Engine } from "./inference/engine";
import type { Seen } from "./inference/seen";

const KEPT = 900;

export interface FrameTiming {
  /** From the camera frame to the overlay drawn, in milliseconds. */
  overlayMs: number;
  inferenceMs: number;
  /** Everything else, in the model's thread and on the page. */
  ownMs: number;
}

export class Statistics {
  engine: Engine | null = null;
  frames = 0;
  readonly timings: FrameTiming[] = [];

  /** To be called when a frame that came at `cameMs` has been drawn and packed. */
  add(seen: Seen, cameMs: number, drawnMs: number): void {
    this.frames++;
    this.timings.push({
      overlayMs: drawnMs - seen.capturedMs,
      inferenceMs: seen.inferenceMs,
      ownMs: seen.ownMs + performance.now() - cameMs,
    });
    if (this.timings.length > KEPT) this.timings.shift();
  }
}
