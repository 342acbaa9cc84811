/** Masks and pictures, read between their pixels. */

/** Confidence that a pixel belongs to the person, row by row, 0 to 1. */
export interface Mask {
  values: Float32Array;
  width: number;
  height: number;
}

/** A picture's RGBA values, row by row, 0 to 255. */
export type Pixels = Pick<ImageData, "data" | "width" | "height">;

/** The four pixels around a place, and how far right and down between them it lies, 0 to 1. */
interface Corners {
  upperLeft: number;
  upperRight: number;
  lowerLeft: number;
  lowerRight: number;
  right: number;
  down: number;
}

/** Returns the mask's value at a place; outside the mask that of its border. */
export function maskAt(mask: Mask, column: number, row: number): number {
  return blend(mask.values, cornersOf(mask, column, row), 1, 0);
}

/** Writes red, green and blue at a place, from 0 to 1; outside the picture those of its border. */
export function readColours(
  image: Pixels,
  column: number,
  row: number,
  out: Float32Array,
  at: number,
): void {
  const corners = cornersOf(image, column, row);
  for (let colour = 0; colour < 3; colour++) {
    // OpenCV gives whole steps of 255.
    out[at + colour] = Math.round(blend(image.data, corners, 4, colour)) / 255;
  }
}

function cornersOf(
  { width, height }: { width: number; height: number },
  column: number,
  row: number,
): Corners {
  const x = Math.min(Math.max(column, 0), width - 1);
  const y = Math.min(Math.max(row, 0), height - 1);
  const left = Math.floor(x);
  const top = Math.floor(y);
  const next = left + 1 < width ? 1 : 0;
  const upperLeft = top * width + left;
  const lowerLeft = upperLeft + (top + 1 < height ? width : 0);
  return {
    upperLeft,
    upperRight: upperLeft + next,
    lowerLeft,
    lowerRight: lowerLeft + next,
    right: x - left,
    down: y - top,
  };
}

/** Returns one of the values that each pixel has, between the four corners. */
function blend(
  values: Float32Array | Uint8ClampedArray,
  { upperLeft, upperRight, lowerLeft, lowerRight, right, down }: Corners,
  perPixel: number,
  which: number,
): number {
  const left = 1 - right;
  const upper =
    values[perPixel * upperLeft + which]! * left + values[perPixel * upperRight + which]! * right;
  const lower =
    values[perPixel * lowerLeft + which]! * left + values[perPixel * lowerRight + which]! * right;
  return upper * (1 - down) + lower * down;
}
