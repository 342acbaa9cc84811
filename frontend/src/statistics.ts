/** Timings of the last frames, for the benchmark; nothing is sent anywhere. */

import type { Engine } from "./inference/engine";
import type { Found, Seen } from "./inference/seen";

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

  private drawing = { overlayMs: 0, tookMs: 0 };

  /** To be called when the landmarks that came at `cameMs` have been drawn. */
  addDrawn(found: Found, cameMs: number): void {
    const nowMs = performance.now();
    this.drawing = { overlayMs: nowMs - found.capturedMs, tookMs: nowMs - cameMs };
  }

  /** To be called when the rest of the same frame, which came at `cameMs`, has been packed. */
  add(seen: Seen, cameMs: number): void {
    const { overlayMs, tookMs } = this.drawing;
    this.frames++;
    this.timings.push({
      overlayMs,
      inferenceMs: seen.inferenceMs,
      ownMs: seen.ownMs + tookMs + performance.now() - cameMs,
    });
    if (this.timings.length > KEPT) this.timings.shift();
  }
}
