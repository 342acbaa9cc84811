import { describe, expect, it } from "vitest";

import { CaptureClock } from "../src/inference/captureClock";
import { packLandmarks } from "../src/inference/landmarker";
import { LANDMARK_COUNT, VALUES_PER_LANDMARK } from "../src/protocol";

const point = (x: number, y: number, z: number, visibility: number) => ({ x, y, z, visibility });

describe("landmarks of a frame", () => {
  it("are packed in pixels, metres and visibility", () => {
    const landmarks = Array.from({ length: LANDMARK_COUNT }, () => point(0.5, 0.25, 0, 0.75));
    const worldLandmarks = Array.from({ length: LANDMARK_COUNT }, () => point(1, 2, 3, 0));
    const packed = packLandmarks(
      { landmarks: [landmarks], worldLandmarks: [worldLandmarks] },
      640,
      480,
    );
    expect(packed).toHaveLength(LANDMARK_COUNT * VALUES_PER_LANDMARK);
    const last = packed?.slice(-VALUES_PER_LANDMARK);
    expect([...(last ?? [])]).toEqual([320, 120, 1, 2, 3, 0.75]);
  });

  it("are null when nobody is there", () => {
    expect(packLandmarks({ landmarks: [], worldLandmarks: [] }, 640, 480)).toBeNull();
  });
});

describe("the clock of camera frames", () => {
  it("keeps the camera's own pace when frames are read late", () => {
    const clock = new CaptureClock();
    const read = [1000, 1050, 1067, 1140].map((now, index) => clock.at(index * 33, now));
    expect(read).toEqual([1000, 1033, 1066, 1099]);
  });

  it("starts again after a sleep or with another camera", () => {
    const clock = new CaptureClock();
    clock.at(50_000, 1000);
    expect(clock.at(0, 1100)).toBe(1100);
    expect(clock.at(33, 1140)).toBe(1133);
    expect(clock.at(66, 9000)).toBe(9000);
  });
});
