import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { packLandmarks } from "../src/inference/landmarker";
import { facing, Mirror, otherSide } from "../src/inference/mirror";
import { encodeRuns, decodeRuns } from "../src/maskRuns";
import { LANDMARK_COUNT, VALUES_PER_LANDMARK } from "../src/protocol";

/** Somebody whose left side lies `depth` metres further from the camera than the right one. */
function person(depth: number, across = 0): Float32Array {
  const out = new Float32Array(LANDMARK_COUNT * VALUES_PER_LANDMARK);
  for (const index of [11, 23]) {
    out[index * VALUES_PER_LANDMARK + 2] = across;
    out[index * VALUES_PER_LANDMARK + 4] = depth;
  }
  return out;
}

it("every landmark has one on the other side, and back", () => {
  const all = Array.from({ length: LANDMARK_COUNT }, (_, index) => index);
  expect(all.map((index) => otherSide(otherSide(index)))).toEqual(all);
  expect([0, 2, 7, 11, 28, 32].map(otherSide)).toEqual([0, 5, 8, 12, 27, 31]);
});

it("facing comes from which side is nearer", () => {
  expect(facing(person(0.3))).toBeCloseTo(1);
  expect(facing(person(-0.3))).toBeCloseTo(-1);
  expect(facing(person(0.2, 0.2))).toBeCloseTo(Math.SQRT1_2);
});

describe("the mirror", () => {
  beforeEach(() => {
    vi.stubGlobal("OffscreenCanvas", class {
      getContext(): null {
        return null;
      }
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is used for people who face left, and not taken away for a twist", () => {
    const mirror = new Mirror();
    expect([mirror.turn(person(-0.1, 0.3)), mirror.mirrored]).toEqual([true, true]);
    // From now on only somebody who has clearly turned round changes it.
    expect([mirror.turn(person(0.1, 0.3)), mirror.mirrored]).toEqual([false, true]);
    expect([mirror.turn(person(0.3)), mirror.mirrored]).toEqual([true, false]);
  });

  it("is decided afresh after nobody was there", () => {
    const mirror = new Mirror();
    mirror.turn(person(0.3));
    mirror.turn(null);
    expect(mirror.turn(person(-0.1, 0.3))).toBe(true);
  });
});

it("a mirrored picture gives the landmarks of the picture itself", () => {
  const at = (x: number) => ({ x, y: 0.5, z: 0, visibility: 1 });
  const picture = Array.from({ length: LANDMARK_COUNT }, (_, index) => at(index / 100));
  const flipped = Array.from({ length: LANDMARK_COUNT }, (_, i) => at(1 - otherSide(i) / 100));
  const plain = packLandmarks({ landmarks: [picture], worldLandmarks: [picture] }, 640, 480);
  const world = flipped.map((point) => ({ ...point, x: point.x - 1 }));
  const back = packLandmarks({ landmarks: [flipped], worldLandmarks: [world] }, 640, 480, true);
  back?.forEach((value, index) => expect(value).toBeCloseTo(plain?.[index] ?? NaN, 3));
});

it("a mirrored silhouette gives the runs of the picture itself", () => {
  const mask = Float32Array.from([0, 0, 1, 1, 1, 0.75, 0, 0, 0, 0]);
  const runs = (values: Float32Array, mirrored: boolean) =>
    decodeRuns(encodeRuns(values, 10, 1, 0, 0, mirrored));
  expect(runs(mask.toReversed(), true)).toEqual(runs(mask, false));
});
