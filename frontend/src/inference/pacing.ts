/**
 * Which camera frames are read.
 *
 * When one frame has been read, the next waiting one may be almost a camera period old. Dropping
 * it for the one that is about to come shows the person sooner where they are, at the price of
 * fewer frames a second; so that is done only as far as the pace allows.
 */

/** At least so many frames a second are left where a fresher frame is waited for. */
export const LEAST_RATE = 15.5;

/** A frame older than this share of the camera's period gives way to the next one. */
const OLD_SHARE = 0.5;

/** Weight of the newest interval in the running mean: about the last ten frames count. */
const NEWEST_WEIGHT = 0.1;

/** The camera's period is the shortest time between two of so many frames. */
const PERIOD_FRAMES = 30;

/** Returns the running mean with one more interval in it. */
export function meanWith(meanMs: number, intervalMs: number): number {
  return meanMs + NEWEST_WEIGHT * (intervalMs - meanMs);
}

/**
 * Whether to let a frame go and wait for the next one.
 *
 * @param ageMs time since the frame was captured
 * @param periodMs time between two frames of the camera
 * @param intervalMs time from the last frame read to this one
 * @param meanMs running mean of such intervals
 */
export function isWorthWaiting(
  ageMs: number,
  periodMs: number,
  intervalMs: number,
  meanMs: number,
): boolean {
  const isOld = ageMs > OLD_SHARE * periodMs;
  return isOld && meanWith(meanMs, intervalMs + periodMs) <= 1000 / LEAST_RATE;
}

/** Decides frame by frame; all times in milliseconds of one clock. */
export class Pacing {
  private readonly periodsMs: number[] = [];
  private offeredMs: number | null = null;
  private takenMs: number | null = null;
  private meanMs = 1000 / LEAST_RATE;
  private waited = false;

  /** Whether the frame is to be read; if not, the next one is to be offered at once. */
  takes(capturedMs: number, nowMs: number): boolean {
    this.follow(capturedMs);
    const intervalMs = this.takenMs === null ? 0 : capturedMs - this.takenMs;
    const periodMs = Math.min(...this.periodsMs);
    this.waited =
      !this.waited && isWorthWaiting(nowMs - capturedMs, periodMs, intervalMs, this.meanMs);
    if (this.waited) return false;
    this.meanMs = meanWith(this.meanMs, intervalMs);
    this.takenMs = capturedMs;
    return true;
  }

  private follow(capturedMs: number): void {
    const passedMs = capturedMs - (this.offeredMs ?? capturedMs);
    this.offeredMs = capturedMs;
    if (passedMs <= 0) return;
    this.periodsMs.push(passedMs);
    if (this.periodsMs.length > PERIOD_FRAMES) this.periodsMs.shift();
  }
}
