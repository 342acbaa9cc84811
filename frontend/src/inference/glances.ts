/** When the room is looked at: its lines stay where they are, but the person uncovers others. */

/** So many pictures come soon after one another... */
const SOON = 5;
const SOON_EVERY_MS = 1000;

/** ...and then few: somebody may have moved the camera. */
const LATER_EVERY_MS = 5000;

export class Glances {
  private count = 0;
  private lastMs = -Infinity;
  private size = "";

  /** Another camera, or one that was turned off meanwhile, may see another room. */
  restart(): void {
    this.count = 0;
    this.lastMs = -Infinity;
  }

  /** Whether the room should be looked at now; counts on that it then is. */
  due(nowMs: number, width: number, height: number): boolean {
    const size = `${width}x${height}`;
    if (size !== this.size) {
      // A phone held upright sees another part of the room than one on its side.
      this.size = size;
      this.restart();
    }
    if (nowMs - this.lastMs < (this.count < SOON ? SOON_EVERY_MS : LATER_EVERY_MS)) return false;
    this.lastMs = nowMs;
    this.count++;
    return true;
  }
}
