/**
 * Straight lines of a picture: edges of doors, windows, floor and walls.
 *
 * A line segment detector after von Gioi et al. (2010): pixels whose edges point the same way grow
 * into regions, and a region that fills the rectangle around it is a line. Clips are looked at with
 * OpenCV's (posture_lab/level/lines.py), which also asks how likely chance would make such a line;
 * here the least length does that.
 */

import type { Pixels } from "./bilinear";
import { gradientsOf, type Gradients } from "./gradient";

/** Shorter lines, as a share of the picture's height, say too little about their direction. */
const SHORTEST = 0.04;

/** More lines than this are not told; the longest are. */
export const MOST = 400;

/** Edges that point as much apart do not belong to one line, in radians. */
const APART = Math.PI / 8;

/** A line fills at least this share of its rectangle. */
const DENSE = 0.7;

/** Steps of steepness in which pixels are put in order: the clearest edges grow first. */
const STEPS = 1024;

/** Pixels of one line as far as it has grown. */
interface Region {
  /** Places in the gradients' rows; the first one is where it began. */
  pixels: Int32Array;
  count: number;
  direction: number;
}

interface Rectangle {
  /** Middle of the line, its direction, and its ends along that. */
  x: number;
  y: number;
  direction: number;
  from: number;
  to: number;
  width: number;
}

/** Returns x and y of both ends of each line, in the picture's pixels. */
export function findLines(image: Pixels): Float32Array {
  const edges = gradientsOf(image);
  const least = SHORTEST * image.height * edges.scale;
  const grower = new Grower(edges);
  const found: Rectangle[] = [];
  for (const seed of clearestFirst(edges.steepness)) {
    const line = grower.lineFrom(seed, least);
    if (line) found.push(line);
  }
  found.sort((one, other) => other.to - other.from - (one.to - one.from));
  return Float32Array.from(found.slice(0, MOST).flatMap((line) => ends(line, edges.scale)));
}

/** Turns the lines of a mirrored picture into those of the picture, where they are. */
export function mirrorLines(lines: Float32Array, width: number): void {
  for (let x = 0; x < lines.length; x += 2) lines[x] = width - 1 - lines[x]!;
}

/** Gradients lie between four pixels, and the picture was made smaller. */
function ends({ x, y, direction, from, to }: Rectangle, scale: number): number[] {
  const whole = (value: number) => (value + 1) / scale - 0.5;
  const [right, down] = [Math.cos(direction), Math.sin(direction)];
  return [from, to].flatMap((along) => [whole(x + along * right), whole(y + along * down)]);
}

/** Places of all steep pixels, the steepest first. */
function clearestFirst(steepness: Float32Array): Int32Array {
  let highest = 0;
  for (const steep of steepness) highest = Math.max(highest, steep);
  const step = (at: number) => Math.min(STEPS - 1, Math.floor((steepness[at]! / highest) * STEPS));
  const starts = new Int32Array(STEPS + 1);
  for (let at = 0; at < steepness.length; at++) if (steepness[at]! > 0) starts[STEPS - step(at)]!++;
  for (let index = 1; index <= STEPS; index++) starts[index]! += starts[index - 1]!;
  const places = new Int32Array(starts[STEPS]!);
  for (let at = 0; at < steepness.length; at++) {
    if (steepness[at]! > 0) places[starts[STEPS - 1 - step(at)]!++] = at;
  }
  return places;
}

/** Lets lines grow out of pixels that belong to none yet. */
class Grower {
  private readonly taken: Uint8Array;
  private readonly pixels: Int32Array;

  constructor(private readonly edges: Gradients) {
    this.taken = new Uint8Array(edges.steepness.length);
    this.pixels = new Int32Array(edges.steepness.length);
  }

  /** Returns the line that begins at a pixel, if one at least so long does. */
  lineFrom(seed: number, least: number): Rectangle | null {
    if (this.taken[seed]) return null;
    let region = this.grow(seed, APART);
    if (region.count < least) return null;
    let around = rectangleAround(region, this.edges);
    if (density(region, around) < DENSE) {
      // Where a line bends or others join it, only what points its way as exactly as its start does.
      const apart = 2 * this.waver(region, around.width);
      this.free(region);
      region = this.grow(seed, apart);
      if (region.count < least) return null;
      around = rectangleAround(region, this.edges);
    }
    const long = around.to - around.from >= least;
    return long && density(region, around) >= DENSE ? around : null;
  }

  private grow(seed: number, apart: number): Region {
    const { width, height, direction } = this.edges;
    const { pixels, taken } = this;
    let count = 1;
    pixels[0] = seed;
    taken[seed] = 1;
    let mean = direction[seed]!;
    let [right, down] = [Math.cos(mean), Math.sin(mean)];
    for (let next = 0; next < count; next++) {
      const x = pixels[next]! % width;
      const y = (pixels[next]! - x) / width;
      for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
        for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
          const at = row * width + column;
          if (taken[at] || !this.pointsAlong(at, mean, apart)) continue;
          taken[at] = 1;
          pixels[count++] = at;
          right += Math.cos(direction[at]!);
          down += Math.sin(direction[at]!);
          mean = Math.atan2(down, right);
        }
      }
    }
    return { pixels, count, direction: mean };
  }

  private pointsAlong(at: number, mean: number, apart: number): boolean {
    return this.edges.steepness[at]! > 0 && between(this.edges.direction[at]!, mean) <= apart;
  }

  private free({ pixels, count }: Region): void {
    for (let index = 0; index < count; index++) this.taken[pixels[index]!] = 0;
  }

  /** How much the directions close to a region's first pixel differ from it, in radians. */
  private waver({ pixels, count }: Region, near: number): number {
    const { width, direction } = this.edges;
    const seed = pixels[0]!;
    let squares = 0;
    let close = 0;
    for (let index = 0; index < count; index++) {
      const at = pixels[index]!;
      const across = (at % width) - (seed % width);
      const down = Math.floor(at / width) - Math.floor(seed / width);
      if (Math.hypot(across, down) > near) continue;
      squares += between(direction[at]!, direction[seed]!) ** 2;
      close++;
    }
    return Math.sqrt(squares / close);
  }
}

/** Angle between two directions, 0 to pi. */
function between(one: number, other: number): number {
  const apart = Math.abs(one - other) % (2 * Math.PI);
  return apart > Math.PI ? 2 * Math.PI - apart : apart;
}

function density({ count }: Region, { from, to, width }: Rectangle): number {
  return count / ((to - from) * Math.max(width, 1));
}

/** The rectangle along a region's main axis; steeper pixels count more. */
function rectangleAround({ pixels, count, direction }: Region, edges: Gradients): Rectangle {
  const { width, steepness } = edges;
  let [total, sumX, sumY] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const at = pixels[index]!;
    const weight = steepness[at]!;
    total += weight;
    sumX += weight * (at % width);
    sumY += weight * Math.floor(at / width);
  }
  const [x, y] = [sumX / total, sumY / total];
  let [xx, yy, xy] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const at = pixels[index]!;
    const [right, down] = [(at % width) - x, Math.floor(at / width) - y];
    xx += steepness[at]! * right * right;
    yy += steepness[at]! * down * down;
    xy += steepness[at]! * right * down;
  }
  let axis = 0.5 * Math.atan2(2 * xy, xx - yy);
  if (between(axis, direction) > Math.PI / 2) axis += Math.PI;
  return { x, y, direction: axis, ...reach(pixels, count, x, y, axis, width) };
}

/** How far pixels reach along and across an axis through a point. */
function reach(
  pixels: Int32Array, count: number, x: number, y: number, axis: number, width: number,
): Pick<Rectangle, "from" | "to" | "width"> {
  const [cosine, sine] = [Math.cos(axis), Math.sin(axis)];
  let [from, to, left, right] = [0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const at = pixels[index]!;
    const [across, down] = [(at % width) - x, Math.floor(at / width) - y];
    const along = across * cosine + down * sine;
    const beside = down * cosine - across * sine;
    from = Math.min(from, along);
    to = Math.max(to, along);
    left = Math.min(left, beside);
    right = Math.max(right, beside);
  }
  return { from, to, width: right - left };
}
