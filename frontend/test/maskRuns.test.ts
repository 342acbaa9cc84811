import { describe, expect, it } from "vitest";

import { decodeRuns, EDGE_PARTS, encodeRuns } from "../src/maskRuns";

/** A mask that is 1 from `start` to `end` in every row, with soft edges half a pixel out. */
function bar(width: number, height: number, start: number, end: number): Float32Array {
  const mask = new Float32Array(width * height);
  for (let y = 0; y < height; y++) mask.fill(1, y * width + start, y * width + end);
  return mask;
}

describe("run lengths of a silhouette", () => {
  it("come back where they were, to an eighth of a pixel", () => {
    const mask = bar(64, 10, 20, 40);
    mask[3 * 64 + 19] = 0.25; // the edge of row 3 lies a third of the way into this pixel
    const runs = decodeRuns(encodeRuns(mask, 64, 10, 0, 9));
    expect(runs).toHaveLength(10);
    for (const { y, start, end } of runs) {
      expect(start).toBeCloseTo(y === 3 ? 19 + 1 / 3 : 19.5, 0.5 / EDGE_PARTS);
      expect(end).toBeCloseTo(39.5, 0.5 / EDGE_PARTS);
    }
  });

  it("keep two people apart and leave specks out", () => {
    const mask = bar(64, 1, 5, 15);
    mask.fill(1, 30, 45);
    mask[60] = 1;
    const runs = decodeRuns(encodeRuns(mask, 64, 1, 0, 0));
    expect(runs.map(({ start, end }) => [Math.round(start), Math.round(end)])).toEqual([
      [5, 15],
      [30, 45],
    ]);
  });

  it("stay inside the picture and thin out tall ones", () => {
    const encoded = encodeRuns(bar(32, 1000, 8, 24), 32, 1000, -50, 5000);
    const [first, step, rows] = encoded;
    expect([first, step]).toEqual([0, 5]);
    expect(rows).toBe(Math.ceil(1000 / 5));
    expect(decodeRuns(encoded).at(-1)?.y).toBeLessThan(1000);
  });

  it("reach the picture's border when the body does", () => {
    const [run] = decodeRuns(encodeRuns(bar(16, 1, 0, 16), 16, 1, 0, 0));
    expect([run?.start, run?.end]).toEqual([0, 15]);
  });

  it("are empty rows where nobody is", () => {
    expect(decodeRuns(encodeRuns(new Float32Array(64), 8, 8, 0, 7))).toEqual([]);
  });
});
