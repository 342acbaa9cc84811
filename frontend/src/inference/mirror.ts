/**
 * Shows the model everybody facing right: it errs differently, by up to three degrees, for people
 * who face left. Recorded clips are seen in the same way, so both give the same numbers.
 */

import { VALUES_PER_LANDMARK } from "../protocol";

/** Somebody who has turned round this far is shown the other way round. */
const TURNED = 0.5;

const LEFT = [11, 23] as const;
const RIGHT = [12, 24] as const;

/** Returns the index of the same landmark on the body's other side. */
export function otherSide(index: number): number {
  if (index === 0) return 0;
  // Eyes: 1 to 3 and 4 to 6; from the ears on odd is left and the next even one right.
  if (index <= 3) return index + 3;
  if (index <= 6) return index - 3;
  return index % 2 === 1 ? index + 1 : index - 1;
}

/** Returns 1 for a person who faces the picture's right, -1 left, values between when turned. */
export function facing(landmarks: Float32Array): number {
  const sum = (indices: readonly number[], axis: number) =>
    indices.reduce((all, index) => all + (landmarks[index * VALUES_PER_LANDMARK + axis] ?? NaN), 0);
  const across = (axis: number) => sum(LEFT, axis) - sum(RIGHT, axis);
  const depth = across(4);
  return depth / Math.max(Math.hypot(across(2), depth), 1e-9);
}

export class Mirror {
  /** Whether the next picture is to be shown mirrored. */
  mirrored = false;
  /** A picture without anybody in it. */
  readonly nobody = new OffscreenCanvas(64, 64);
  private known = false;

  constructor() {
    this.nobody.getContext("2d")?.fillRect(0, 0, 64, 64);
  }

  /** Takes in what the last picture showed; tells whether the next one is shown the other way. */
  turn(landmarks: Float32Array | null): boolean {
    if (!landmarks) {
      this.known = false;
      return false;
    }
    const towards = facing(landmarks) * (this.mirrored ? -1 : 1);
    const turns = towards < (this.known ? -TURNED : 0);
    this.known = true;
    if (turns) this.mirrored = !this.mirrored;
    return turns;
  }
}
