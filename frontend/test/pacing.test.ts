import { describe, expect, it } from "vitest";

import { isWorthWaiting, LEAST_RATE, Pacing } from "../src/inference/pacing";

const PERIOD_MS = 1000 / 30;

interface Course {
  /** Median time from capture to the frame's landmarks, in milliseconds. */
  delayMs: number;
  /** Frames read a second. */
  rate: number;
}

/** Reads a camera for 40 seconds; each frame takes `workMs()`, and only the newest one waits. */
function readCamera(workMs: () => number, periodMs = PERIOD_MS): Course {
  const pacing = new Pacing();
  const delays: number[] = [];
  let now = 0;
  let frame = -1;
  while (now < 40_000) {
    const newest = Math.floor(now / periodMs);
    // The newest frame, or the next one if that has been offered before.
    frame = Math.max(newest, frame + 1);
    now = Math.max(now, frame * periodMs);
    if (!pacing.takes(frame * periodMs, now)) continue;
    now += workMs();
    delays.push(now - frame * periodMs);
  }
  delays.sort((a, b) => a - b);
  return { delayMs: delays[delays.length >> 1] ?? NaN, rate: delays.length / 40 };
}

describe("a camera with 30 frames a second", () => {
  it.each([41, 45, 50, 55, 60])("is seen fresh where a frame takes %i ms", (workMs) => {
    const { delayMs, rate } = readCamera(() => workMs);
    expect(delayMs).toBeLessThan(workMs + PERIOD_MS / 2);
    expect(rate).toBeGreaterThan(15);
  });

  it("is seen fresh where frames take now shorter, now longer", () => {
    let turn = 0;
    const { delayMs, rate } = readCamera(() => [42, 48, 61, 44, 50, 47, 75][turn++ % 7] ?? 0);
    expect(delayMs).toBeLessThan(57);
    expect(rate).toBeGreaterThan(15);
  });

  it.each([70, 90, 140])("loses no frame by waiting where one takes %i ms", (workMs) => {
    const { rate } = readCamera(() => workMs);
    expect(rate).toBeGreaterThan((0.97 * 1000) / workMs);
  });

  it("is read whole where there is time for every frame", () => {
    expect(readCamera(() => 20).rate).toBeCloseTo(30, 0);
  });
});

it("a camera with 15 frames a second is read whole", () => {
  expect(readCamera(() => 50, 1000 / 15).rate).toBeCloseTo(15, 0);
});

it("waiting is for old frames, while there are more frames a second than needed", () => {
  const spare = 1000 / LEAST_RATE - 10;
  expect(isWorthWaiting(20, PERIOD_MS, PERIOD_MS, spare)).toBe(true);
  expect(isWorthWaiting(15, PERIOD_MS, PERIOD_MS, spare)).toBe(false);
  expect(isWorthWaiting(20, PERIOD_MS, PERIOD_MS, spare + 10)).toBe(false);
});

it("goes on after the camera has slept, without waiting until the pace is back", () => {
  const pacing = new Pacing();
  for (let frame = 0; frame < 60; frame += 2) pacing.takes(frame * PERIOD_MS, frame * PERIOD_MS);
  expect(pacing.takes(10_000, 10_025)).toBe(true);
  expect(pacing.takes(10_033, 10_060)).toBe(true);
});
