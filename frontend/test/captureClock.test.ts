import { describe, expect, it } from "vitest";

import { CaptureClock } from "../src/inference/captureClock";

const PERIOD_MS = 33.4;
const MINUTE_MS = 60_000;

/** A frame now and then waits for its turn: up to 40 ms, the same for every run. */
const waited = (frame: number) => (frame * 17) % 41;

/** Reads a camera for `minutes`; `lies` tells how far the page's clock is ahead of the camera's. */
function read(minutes: number, lies: (trueMs: number) => number): { errorMs: number; timeMs: number }[] {
  const clock = new CaptureClock();
  const frames = Math.floor((minutes * MINUTE_MS) / PERIOD_MS);
  return Array.from({ length: frames }, (_, frame) => {
    const trueMs = frame * PERIOD_MS;
    const stampMs = trueMs - lies(trueMs);
    const timeMs = clock.at(stampMs, trueMs + waited(frame));
    return { errorMs: timeMs - trueMs, timeMs };
  });
}

describe("the capture clock", () => {
  it("places frames by their timestamps, however long they waited", () => {
    const seen = read(1, () => 5000).slice(50);
    expect(Math.max(...seen.map(({ errorMs }) => Math.abs(errorMs)))).toBeLessThan(1);
  });

  it.each([1e-4, -1e-4])("follows clocks that drift apart by %d for half an hour", (rate) => {
    const seen = read(30, (trueMs) => 5000 + rate * trueMs).slice(50);
    // In all they drift by 180 ms.
    expect(Math.max(...seen.map(({ errorMs }) => Math.abs(errorMs)))).toBeLessThan(8);
  });

  it("follows a clock that stood still for a moment within a minute", () => {
    const seen = read(3, (trueMs) => (trueMs < MINUTE_MS ? 0 : 400));
    const late = seen.slice(Math.ceil((2.1 * MINUTE_MS) / PERIOD_MS));
    expect(Math.max(...late.map(({ errorMs }) => Math.abs(errorMs)))).toBeLessThan(1);
  });

  it("begins anew with another camera's timestamps", () => {
    const clock = new CaptureClock();
    expect(clock.at(0, 100)).toBe(100);
    expect(clock.at(900_000, 200)).toBe(200);
    expect(clock.at(900_033, 250)).toBe(233);
  });

  it("never goes back, whatever the clocks do", () => {
    const lies = (trueMs: number) => 300 * Math.sin(trueMs / 40_000) + (trueMs > 80_000 ? 2500 : 0);
    const times = read(5, lies).map(({ timeMs }) => timeMs);
    times.forEach((timeMs, index) => {
      if (index) expect(timeMs).toBeGreaterThan(times[index - 1] ?? Infinity);
    });
  });
});
