import { expect, it } from "vitest";

import { meanBrightness, mirrorPixels } from "../src/inference/pixels";

it("brightness is luma, whatever the opacity", () => {
  expect(meanBrightness(Uint8ClampedArray.of(255, 255, 255, 0, 0, 0, 0, 255))).toBeCloseTo(127.5);
  expect(meanBrightness(Uint8ClampedArray.of(0, 255, 0, 255))).toBeCloseTo(149.7, 1);
});

it("brightness can be measured at every other pixel", () => {
  const grey = (level: number) => [level, level, level, 255];
  const rgba = Uint8ClampedArray.from([10, 200, 30, 200, 50].flatMap(grey));
  expect(meanBrightness(rgba, 2)).toBeCloseTo(30);
});

it("every row is mirrored by itself, its colours kept", () => {
  const pixel = (name: number) => [name, name + 1, name + 2, 255];
  const rows = (...names: number[]) => Uint8ClampedArray.from(names.flatMap(pixel));
  const data = rows(1, 2, 3, 4, 5, 6);
  mirrorPixels({ data, width: 3, height: 2 } as unknown as ImageData);
  expect(data).toEqual(rows(3, 2, 1, 6, 5, 4));
});
