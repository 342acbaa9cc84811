/** How steeply a picture's brightness changes, and across which direction. */

import type { Pixels } from "./bilinear";

/** The picture is looked at this much smaller, and smoothed to fit: edges lose their stairs. */
const SCALE = 0.8;

/** Larger pictures are first made as high as this: lines are found between pixels anyway. */
const TALLEST = 720;

/** Spread of the smoothing, in pixels of the smaller picture. */
const SIGMA = 0.6;

/** A smaller change may come from rounding brightness to whole numbers. */
const STEEP = 2 / Math.sin(Math.PI / 8);

/** Gradients of a picture, row by row. */
export interface Gradients {
  width: number;
  height: number;
  /** Direction of the edge, in radians: bright is on its right. */
  direction: Float32Array;
  /** Change of brightness, 0 to 255, per pixel; 0 where it is not STEEP. */
  steepness: Float32Array;
  /** Pixels of this picture for each one of the original. */
  scale: number;
}

/** Returns the gradients of a picture made smaller. */
export function gradientsOf(image: Pixels): Gradients {
  const scale = SCALE * Math.min(1, TALLEST / image.height);
  const small = shrunk(image, scale);
  const { width, height, values } = small;
  const direction = new Float32Array(width * height);
  const steepness = new Float32Array(width * height);
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const at = y * width + x;
      const falling = values[at + width + 1]! - values[at]!;
      const rising = values[at + 1]! - values[at + width]!;
      const right = (falling + rising) / 2;
      const down = (falling - rising) / 2;
      const steep = Math.hypot(right, down);
      if (steep <= STEEP) continue;
      steepness[at] = steep;
      direction[at] = Math.atan2(right, -down);
    }
  }
  return { width, height, direction, steepness, scale };
}

interface Grey {
  width: number;
  height: number;
  values: Float32Array;
}

/** The picture's brightness, smoothed and sampled anew, first along its rows, then down. */
function shrunk(image: Pixels, scale: number): Grey {
  const width = Math.floor(image.width * scale);
  const height = Math.floor(image.height * scale);
  const grey = greyOf(image);
  const narrow = new Float32Array(width * image.height);
  const across = kernels(width, image.width, scale);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++) {
      narrow[y * width + x] = sum(grey, y * image.width + across.first[x]!, 1, across, x);
    }
  }
  const values = new Float32Array(width * height);
  const along = kernels(height, image.height, scale);
  for (let y = 0; y < height; y++) {
    const start = along.first[y]! * width;
    for (let x = 0; x < width; x++) values[y * width + x] = sum(narrow, start + x, width, along, y);
  }
  return { width, height, values };
}

function greyOf({ data, width, height }: Pixels): Float32Array {
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    grey[at] = 0.299 * data[4 * at]! + 0.587 * data[4 * at + 1]! + 0.114 * data[4 * at + 2]!;
  }
  return grey;
}

/** For each sample: the first pixel that counts, and how much it and those after it count. */
interface Kernels {
  first: Int32Array;
  weights: Float32Array;
  taps: number;
}

function kernels(count: number, length: number, scale: number): Kernels {
  const sigma = SIGMA / scale;
  const taps = Math.min(2 * Math.ceil(3 * sigma) + 1, length);
  const first = new Int32Array(count);
  const weights = new Float32Array(count * taps);
  for (let index = 0; index < count; index++) {
    const centre = (index + 0.5) / scale - 0.5;
    const from = Math.round(centre) - (taps - 1) / 2;
    first[index] = Math.min(Math.max(Math.ceil(from), 0), length - taps);
    let total = 0;
    for (let tap = 0; tap < taps; tap++) {
      const off = (first[index]! + tap - centre) / sigma;
      total += weights[index * taps + tap] = Math.exp(-0.5 * off * off);
    }
    for (let tap = 0; tap < taps; tap++) weights[index * taps + tap]! /= total;
  }
  return { first, weights, taps };
}

function sum(values: Float32Array, start: number, step: number, own: Kernels, at: number): number {
  let total = 0;
  for (let tap = 0; tap < own.taps; tap++) {
    total += values[start + tap * step]! * own.weights[at * own.taps + tap]!;
  }
  return total;
}
