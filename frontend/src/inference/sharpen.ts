/**
 * Edges finer than the mask: where the picture's colours change beside the silhouette's edge.
 *
 * The same numbers as posture_lab/pose/sharpen.py, which tells why; so live and recorded are seen
 * alike. test/outline.test.ts holds the two beside each other.
 */

import { maskAt, readColours, type Mask, type Pixels } from "./bilinear";

/** How far to each side of the mask's edge colours are looked at, in trunk lengths. */
const REACH = 0.06;

/** Colours read on each side of the mask's edge. */
const SAMPLES = 12;

/** An edge of colours further than this from the mask's is another one, in trunk lengths. */
const FARTHEST = 0.04;

/** Variance of the colours, from 0 to 1, that tells nothing. */
const LEAST_CONTRAST = 3e-4;

const INSIDE = 0.5;
const COUNT = 2 * SAMPLES + 1;
const STEP = REACH / SAMPLES;

/** Numbers per sample: red, green, blue and the mask's value, 0 to 1. */
const VALUES = 4;

/** Means per edge: of the four values, of the colours' six products, of each colour and the mask. */
const MEANS = 13;

/** Lines across trunk and legs, on which the edges are looked for. */
export interface Lines {
  /** x and y of each line's foot, from which it runs to the left and to the right, in pixels. */
  feet: Float64Array;
  /** x and y of the way from there to the right, a trunk long, in pixels; NaN where unknown. */
  across: Float64Array;
  /** Lines that follow one another along one segment have the same number. */
  segments: Uint8Array;
}

/**
 * Moves the mask's edges to where the picture's colours change.
 *
 * Around each edge, and around its two neighbours, the mask's values are explained by a line
 * through the colours. The edge is moved to where that line falls through one half. Where the
 * colours tell nothing, or change too far away, it stays; NaN stays NaN.
 *
 * @param edges left and right edge of each line, signed distances in trunk lengths; changed
 * @param image the picture that the mask is of
 */
export function sharpen(edges: Float64Array, lines: Lines, mask: Mask, image: Pixels): void {
  const samples = readSamples(edges, lines, mask, image);
  const means = new Float64Array(edges.length * MEANS);
  for (let edge = 0; edge < edges.length; edge++) {
    if (!Number.isNaN(edges[edge])) addMeans(samples, edge, means);
  }
  const around = new Float64Array(MEANS);
  const line = new Float64Array(VALUES);
  for (let edge = 0; edge < edges.length; edge++) {
    if (Number.isNaN(edges[edge])) continue;
    meanWithNeighbours(means, edge, edges, lines.segments, around);
    explain(around, line);
    const moved = nearestFall(samples, edge * COUNT * VALUES, line);
    if (Math.abs(moved) <= FARTHEST) edges[edge] = edges[edge]! + outward(edge) * moved;
  }
}

/** Edges come in pairs: left (-1) and right (1). */
function outward(edge: number): number {
  return edge % 2 ? 1 : -1;
}

/** Returns VALUES numbers for each of the COUNT samples of each edge, from inside to outside. */
function readSamples(edges: Float64Array, lines: Lines, mask: Mask, image: Pixels): Float32Array {
  const { feet, across } = lines;
  const out = new Float32Array(edges.length * COUNT * VALUES);
  let at = 0;
  for (let edge = 0; edge < edges.length; edge++) {
    const x = edge - (edge % 2);
    const first = edges[edge]! - outward(edge) * REACH;
    for (let sample = 0; sample < COUNT; sample++, at += VALUES) {
      const along = first + outward(edge) * STEP * sample;
      // A point that is unknown is read somewhere; its edge stays NaN.
      const column = feet[x]! + along * across[x]! - 0.5 || 0;
      const row = feet[x + 1]! + along * across[x + 1]! - 0.5 || 0;
      readColours(image, column, row, out, at);
      out[at + 3] = maskAt(mask, column, row);
    }
  }
  return out;
}

/** Writes the MEANS means of one edge's samples. */
function addMeans(samples: Float32Array, edge: number, means: Float64Array): void {
  const to = edge * MEANS;
  const end = (edge + 1) * COUNT * VALUES;
  for (let at = edge * COUNT * VALUES; at < end; at += VALUES) {
    const red = samples[at]!;
    const green = samples[at + 1]!;
    const blue = samples[at + 2]!;
    const inside = samples[at + 3]!;
    means[to] = means[to]! + red;
    means[to + 1] = means[to + 1]! + green;
    means[to + 2] = means[to + 2]! + blue;
    means[to + 3] = means[to + 3]! + inside;
    means[to + 4] = means[to + 4]! + red * red;
    means[to + 5] = means[to + 5]! + red * green;
    means[to + 6] = means[to + 6]! + red * blue;
    means[to + 7] = means[to + 7]! + green * green;
    means[to + 8] = means[to + 8]! + green * blue;
    means[to + 9] = means[to + 9]! + blue * blue;
    means[to + 10] = means[to + 10]! + red * inside;
    means[to + 11] = means[to + 11]! + green * inside;
    means[to + 12] = means[to + 12]! + blue * inside;
  }
  for (let at = to; at < to + MEANS; at++) means[at] = means[at]! / COUNT;
}

/** Writes the mean over an edge and those known of the lines before and after it on its segment. */
function meanWithNeighbours(
  means: Float64Array,
  edge: number,
  edges: Float64Array,
  segments: Uint8Array,
  out: Float64Array,
): void {
  const line = edge >> 1;
  const from = segments[line - 1] === segments[line] ? edge - 2 : edge;
  const to = segments[line + 1] === segments[line] ? edge + 2 : edge;
  out.fill(0);
  let count = 0;
  for (let other = from; other <= to; other += 2) {
    if (Number.isNaN(edges[other])) continue;
    count++;
    for (let at = 0; at < MEANS; at++) out[at] = out[at]! + means[other * MEANS + at]!;
  }
  for (let at = 0; at < MEANS; at++) out[at] = out[at]! / count;
}

/** Writes the weights of red, green and blue and the level: the line through the mask's values. */
function explain(means: Float64Array, out: Float64Array): void {
  const [r, g, b, m] = [means[0]!, means[1]!, means[2]!, means[3]!];
  const rr = means[4]! - r * r + LEAST_CONTRAST;
  const rg = means[5]! - r * g;
  const rb = means[6]! - r * b;
  const gg = means[7]! - g * g + LEAST_CONTRAST;
  const gb = means[8]! - g * b;
  const bb = means[9]! - b * b + LEAST_CONTRAST;
  const rm = means[10]! - r * m;
  const gm = means[11]! - g * m;
  const bm = means[12]! - b * m;
  // The symmetric matrix's cofactors divided by its determinant are its inverse.
  const crr = gg * bb - gb * gb;
  const crg = rb * gb - rg * bb;
  const crb = rg * gb - rb * gg;
  const cgg = rr * bb - rb * rb;
  const cgb = rg * rb - rr * gb;
  const cbb = rr * gg - rg * rg;
  const determinant = rr * crr + rg * crg + rb * crb;
  out[0] = (crr * rm + crg * gm + crb * bm) / determinant;
  out[1] = (crg * rm + cgg * gm + cgb * bm) / determinant;
  out[2] = (crb * rm + cgb * gm + cbb * bm) / determinant;
  out[3] = m - out[0] * r - out[1] * g - out[2] * b;
}

/**
 * Returns the way outwards from the mask's edge, in trunk lengths, to where what the colours say
 * falls through one half nearest to it; infinite where it does not fall.
 */
function nearestFall(samples: Float32Array, start: number, line: Float64Array): number {
  const [red, green, blue, level] = [line[0]!, line[1]!, line[2]!, line[3]!];
  let nearest = Infinity;
  let inner = NaN;
  for (let sample = 0, at = start; sample < COUNT; sample++, at += VALUES) {
    const outer =
      red * samples[at]! + green * samples[at + 1]! + blue * samples[at + 2]! + level;
    if (inner >= INSIDE && outer < INSIDE) {
      const share = (inner - INSIDE) / (inner - outer);
      const offset = (sample - 1 + share) * STEP - REACH;
      if (Math.abs(offset) < Math.abs(nearest)) nearest = offset;
    }
    inner = outer;
  }
  return nearest;
}
