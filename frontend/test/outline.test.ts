import { describe, expect, it } from "vitest";

import type { Mask, Pixels } from "../src/inference/bilinear";
import { otherSide } from "../src/inference/mirror";
import { traceOutline } from "../src/inference/outline";
import { mirrorPixels } from "../src/inference/pixels";
import { LANDMARK_COUNT, VALUES_PER_LANDMARK, VALUES_PER_OUTLINE } from "../src/protocol";
// Written by tests/live/outline_fixture.py, which tells what is in it.
import fixture from "./outline.json";

/** Written with OpenCV 5; older ones read colours at 1/32 of a pixel, which is up to 0.002. */
const WITHIN_TRUNKS = 1e-4;

const JOINTS = [11, 12, 23, 24, 25, 26, 27, 28];

const { width, height } = fixture;

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function picture(mirrored: boolean): Pixels {
  const rgb = bytes(fixture.rgb);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  rgb.forEach((value, index) => (data[4 * Math.floor(index / 3) + (index % 3)] = value));
  const pixels = { data, width, height } as ImageData;
  if (mirrored) mirrorPixels(pixels);
  return pixels;
}

function maskOf(mirrored: boolean): Mask {
  const values = Float32Array.from(bytes(fixture.mask), (value) => value / 255);
  for (let start = 0; mirrored && start < values.length; start += width) {
    values.subarray(start, start + width).reverse();
  }
  return { values, width, height };
}

function landmarksOf(joints: readonly number[], mirrored: boolean): Float32Array {
  const out = new Float32Array(LANDMARK_COUNT * VALUES_PER_LANDMARK).fill(NaN);
  JOINTS.forEach((joint, index) => {
    const [x = NaN, y = NaN] = joints.slice(2 * index, 2 * index + 2);
    const at = (mirrored ? otherSide(joint) : joint) * VALUES_PER_LANDMARK;
    out.set([mirrored ? width - x : x, y], at);
  });
  return out;
}

function trace(joints: readonly number[], mirrored = false): Float32Array {
  return traceOutline(maskOf(mirrored), landmarksOf(joints, mirrored), picture(mirrored), mirrored);
}

describe.each(fixture.cases)("the outline, $name,", ({ joints, edges, mirroredEdges }) => {
  it.each([
    ["plain", false, edges],
    ["mirrored", true, mirroredEdges],
  ] as const)("is the one that Python finds: %s", (_, mirrored, wanted) => {
    const found = trace(joints, mirrored);
    expect(found).toHaveLength(VALUES_PER_OUTLINE);
    expect(wanted).toHaveLength(VALUES_PER_OUTLINE);
    found.forEach((value, index) => {
      const want = wanted[index] ?? NaN;
      if (Number.isNaN(want)) expect(value, `edge ${index}`).toBeNaN();
      else expect(Math.abs(value - want), `edge ${index}`).toBeLessThan(WITHIN_TRUNKS);
    });
  });
});

it("a picture of one colour leaves the mask's edges where they are", () => {
  const { joints = [] } = fixture.cases[0] ?? {};
  const grey = { data: new Uint8ClampedArray(4 * width * height).fill(128), width, height };
  const mask = maskOf(false);
  const found = traceOutline(mask, landmarksOf(joints, false), grey);
  // Left and right of the trunk's middle the mask itself falls through one half there.
  const [left = NaN, right = NaN] = found.slice(2 * 16, 2 * 17);
  const [trunkX, trunkY] = [83.5 - 74.5, 27.5 - 61.5];
  for (const edge of [left, right]) {
    const x = 74.5 + 0.5 * trunkX - edge * trunkY - 0.5;
    const y = 61.5 + 0.5 * trunkY + edge * trunkX - 0.5;
    expect(between(mask, x, y)).toBeCloseTo(0.5, 1);
  }
});

function between({ values }: Mask, x: number, y: number): number {
  const at = (column: number, row: number) => values[row * width + column] ?? NaN;
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const mix = (one: number, other: number, share: number) => one + share * (other - one);
  return mix(
    mix(at(column, row), at(column + 1, row), x - column),
    mix(at(column, row + 1), at(column + 1, row + 1), x - column),
    y - row,
  );
}

it("nobody's trunk, nobody's outline", () => {
  const nobody = new Float32Array(LANDMARK_COUNT * VALUES_PER_LANDMARK).fill(NaN);
  expect(traceOutline(maskOf(false), nobody, picture(false)).every(Number.isNaN)).toBe(true);
});
