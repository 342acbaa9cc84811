import { expect, it } from "vitest";

import { Glances } from "../src/inference/glances";
import { findLines, mirrorLines, MOST } from "../src/inference/lines";

const WIDTH = 320;
const HEIGHT = 240;

/** A picture whose brightness is told for every point, mean of 4 x 4 points a pixel. */
function picture(brightness: (x: number, y: number) => number): ImageData {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(255);
  const parts = [-0.375, -0.125, 0.125, 0.375];
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let sum = 0;
      for (const down of parts) for (const right of parts) sum += brightness(x + right, y + down);
      data.fill(sum / 16, 4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3);
    }
  }
  return { data, width: WIDTH, height: HEIGHT } as ImageData;
}

/** A dark bar 160 long and 40 wide in the middle, turned clockwise from upright. */
function bar(degrees: number): ImageData {
  const turned = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(turned), Math.sin(turned)];
  return picture((x, y) => {
    const [right, down] = [x - WIDTH / 2, y - HEIGHT / 2];
    const across = right * cosine + down * sine;
    const along = down * cosine - right * sine;
    return Math.abs(across) < 20 && Math.abs(along) < 80 ? 60 : 180;
  });
}

interface Line {
  length: number;
  /** Clockwise from upright, -90 to 90. */
  degrees: number;
}

function told(lines: Float32Array): Line[] {
  return Array.from({ length: lines.length / 4 }, (_, index) => {
    const [x0, y0, x1, y1] = lines.subarray(4 * index, 4 * index + 4) as unknown as number[];
    const [right, up] = [x1! - x0!, y0! - y1!];
    const degrees = (Math.atan2(right, up) * 180) / Math.PI;
    return { length: Math.hypot(right, up), degrees: ((((degrees + 90) % 180) + 180) % 180) - 90 };
  });
}

it.each([0, 3.7, -11.2, 40, 78.5])("a bar turned by %d degrees has its four edges", (degrees) => {
  const lines = told(findLines(bar(degrees)));
  expect(lines).toHaveLength(4);
  const [one, other, short, last] = lines as [Line, Line, Line, Line];
  for (const long of [one, other]) {
    expect(Math.abs(long.length - 160)).toBeLessThan(6);
    expect(Math.abs(long.degrees - degrees)).toBeLessThan(0.1);
  }
  for (const end of [short, last]) {
    expect(Math.abs(end.length - 40)).toBeLessThan(6);
    expect(Math.abs(Math.abs(end.degrees - degrees) - 90)).toBeLessThan(0.6);
  }
});

it.each([0, 3.7, -11.2, 40, 78.5])("lines end at corners of a bar turned by %d", (degrees) => {
  const turned = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(turned), Math.sin(turned)];
  const corners = [-20, 20].flatMap((across) =>
    [-80, 80].map((along) => [
      WIDTH / 2 + across * cosine - along * sine,
      HEIGHT / 2 + across * sine + along * cosine,
    ] as const),
  );
  const lines = findLines(bar(degrees));
  for (let at = 0; at < lines.length; at += 2) {
    const away = corners.map(([x, y]) => Math.hypot(lines[at]! - x, lines[at + 1]! - y));
    expect(Math.min(...away)).toBeLessThan(2.2);
  }
});

it("an edge lies where it is, in the picture's pixels", () => {
  // Between the pixels 99 and 100.
  const lines = findLines(picture((x) => (x < 99.5 ? 50 : 150)));
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBeCloseTo(99.5, 0);
  expect(Math.abs(lines[0]! - 99.5)).toBeLessThan(0.3);
  expect(Math.abs(lines[1]! - lines[3]!)).toBeGreaterThan(HEIGHT - 12);
});

it("noise and a flat picture have no lines", () => {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  expect(findLines(picture(() => 120))).toHaveLength(0);
  expect(told(findLines(picture(() => 120 + 100 * (random() - 0.5)))).length).toBeLessThan(3);
});

it("tells no more lines than the server takes", () => {
  const stripes = picture((x, y) => (Math.floor(x / 8) % 2 !== Math.floor(y / 40) % 2 ? 40 : 200));
  expect(findLines(stripes).length / 4).toBeLessThanOrEqual(MOST);
});

it("lines of a mirrored picture are turned back", () => {
  const lines = Float32Array.of(10, 20, 30, 40);
  mirrorLines(lines, 100);
  expect([...lines]).toEqual([89, 20, 69, 40]);
});

it("the room is looked at soon after one another, then now and then, and anew by another camera", () => {
  const glances = new Glances();
  const looked: number[] = [];
  for (let ms = 0; ms < 20000; ms += 40) if (glances.due(ms, 640, 480)) looked.push(ms);
  expect(looked).toEqual([0, 1000, 2000, 3000, 4000, 9000, 14000, 19000]);
  expect(glances.due(20000, 1280, 720)).toBe(true);
  expect(glances.due(20500, 1280, 720)).toBe(false);
  glances.restart();
  const anew = [20600, 21100, 21600, 22100, 22600].filter((ms) => glances.due(ms, 1280, 720));
  expect(anew).toEqual([20600, 21600, 22600]);
});
