/** A frame this far from where its timestamp puts it belongs to another camera or time, in ms. */
const LOST_MS = 1000;

/**
 * Turns the camera's own timestamps into the page's clock.
 *
 * A frame may have waited for its turn, so the moment it is read is too late. The frame that came
 * through quickest shows how the two clocks lie; the others are placed by their timestamps.
 */
export class CaptureClock {
  private offsetMs = Infinity;

  /** When the frame was captured, given its timestamp and the moment it was read. */
  at(timestampMs: number, readMs: number): number {
    const offset = readMs - timestampMs;
    const lost = Math.abs(offset - this.offsetMs) > LOST_MS;
    this.offsetMs = lost ? offset : Math.min(offset, this.offsetMs);
    return timestampMs + this.offsetMs;
  }
}
