/** A frame this far from where its timestamp puts it belongs to another camera or time, in ms. */
const LOST_MS = 1000;

/** The quickest frame is looked for in this span of time and the one before it, in ms. */
const SPAN_MS = 30_000;

/**
 * Turns the camera's own timestamps into the page's clock.
 *
 * A frame may have waited for its turn, so the moment it is read is too late. The frame that came
 * through quickest in the last minute shows how the two clocks lie, and the others are placed by
 * their timestamps: no longer ago, because the clocks drift apart.
 */
export class CaptureClock {
  private offsetMs = Infinity;
  private offsetBeforeMs = Infinity;
  private spanFromMs = 0;

  /** When the frame was captured, given its timestamp and the moment it was read. */
  at(timestampMs: number, readMs: number): number {
    const offset = readMs - timestampMs;
    if (Math.abs(offset - this.quickestMs) > LOST_MS) {
      this.begin(readMs, offset, Infinity);
    } else if (readMs - this.spanFromMs > SPAN_MS) {
      this.begin(readMs, offset, this.offsetMs);
    } else {
      this.offsetMs = Math.min(offset, this.offsetMs);
    }
    return timestampMs + this.quickestMs;
  }

  private get quickestMs(): number {
    return Math.min(this.offsetMs, this.offsetBeforeMs);
  }

  private begin(nowMs: number, offsetMs: number, beforeMs: number): void {
    this.spanFromMs = nowMs;
    this.offsetMs = offsetMs;
    this.offsetBeforeMs = beforeMs;
  }
}
