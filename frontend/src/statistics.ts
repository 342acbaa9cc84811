/** Timings of the last frames, for the benchmark; nothing is sent anywhere. */

import type { Engine } from "./inference/engine";
import type { Seen } from "./inference/seen";

const KEPT = 900;

export interface FrameTiming {
  /** From the camera frame to the overlay drawn, in milliseconds. */
  overlayMs: number;
  inferenceMs: number;
  ownMs: number;
}

export class Statistics {
  engine: Engine | null = null;
  frames = 0;
  readonly timings: FrameTiming[] = [];

  /** To be called when the overlay of this frame has been drawn. */
  add(seen: Seen): void {
    this.frames++;
    this.timings.push({
      overlayMs: performance.now() - seen.capturedMs,
      inferenceMs: seen.inferenceMs,
      ownMs: seen.ownMs,
    });
    if (this.timings.length > KEPT) this.timings.shift();
  }
}
