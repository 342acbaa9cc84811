/**
 * The body outline: where the silhouette ends beside the trunk and the legs.
 *
 * The same numbers as posture_lab/pose/outline.py, with which recorded clips are seen.
 */

import { VALUES_PER_LANDMARK, VALUES_PER_OUTLINE } from "../protocol";
import { maskAt, type Mask, type Pixels } from "./bilinear";
import { sharpen, type Lines } from "./sharpen";

/** How far the scan goes to each side of a line, in trunk lengths. */
const REACH = 1.0;

/** The same beside a leg's lines. */
const LEG_REACH = 0.75;

/** Mask samples per trunk length along each scan; crossings are interpolated between them. */
const SAMPLES_PER_TRUNK = 32;

/** A shorter trunk has no outline. */
const MIN_TRUNK_PX = 8;

/** A shorter thigh or shank points at the camera. */
const MIN_SEGMENT_PX = 1;

/** Heights along the trunk, from the hips (0) to the shoulders (1), in trunk lengths. */
const TRUNK_STATIONS = Array.from({ length: 31 }, (_, index) => -0.3 + 0.05 * index);

/** Heights along thigh and shank: 0 the lower joint, 1 the upper one. */
const LEG_STATIONS = Array.from({ length: 10 }, (_, index) => 0.1 * index);

/** Upper and lower joint of the left thigh and shank, then of the right ones. */
const LEG_SEGMENTS = [
  [23, 25],
  [25, 27],
  [24, 26],
  [26, 28],
] as const;

const SHOULDERS = [11, 12] as const;
const HIPS = [23, 24] as const;
const TRUNK_EDGES = 2 * TRUNK_STATIONS.length;
const LEG_EDGES = 4 * LEG_STATIONS.length;
const LINES = VALUES_PER_OUTLINE / 2;
const INSIDE = 0.5;

/** Number of the segment that each line belongs to: the trunk, then thighs and shanks. */
const SEGMENTS = Uint8Array.from({ length: LINES }, (_, line) =>
  Math.max(0, Math.ceil((line + 1 - TRUNK_STATIONS.length) / LEG_STATIONS.length)),
);

/**
 * Returns the silhouette's edges beside trunk and legs in one picture.
 *
 * @param mask of the picture as the model was shown it
 * @param landmarks VALUES_PER_LANDMARK numbers each, in the pixels of that picture
 * @param image that picture
 * @param mirrored whether it was shown mirrored; the edges are of the picture as it is
 *
 * VALUES_PER_OUTLINE signed distances in trunk lengths, the left edge before the right one for
 * somebody looking up along the line: the trunk's 31 stations, then 10 each of left thigh, left
 * shank, right thigh and right shank. NaN where an edge or its line is not seen.
 */
export function traceOutline(
  mask: Mask,
  landmarks: Float32Array,
  image: Pixels,
  mirrored = false,
): Float32Array {
  const edges = new Float64Array(VALUES_PER_OUTLINE).fill(NaN);
  const lines = linesOf(landmarks);
  if (lines) {
    for (let edge = 0; edge < edges.length; edge++) edges[edge] = firstFall(mask, lines, edge);
    sharpen(edges, lines, mask, image);
    for (let edge = TRUNK_EDGES; edge < edges.length; edge++) {
      if (Math.abs(edges[edge]!) > LEG_REACH) edges[edge] = NaN;
    }
  }
  return mirrored ? mirroredBack(edges) : Float32Array.from(edges);
}

/** Returns the lines across trunk, thighs and shanks; null where the trunk is not known. */
function linesOf(landmarks: Float32Array): Lines | null {
  const at = (index: number, axis: number) => landmarks[index * VALUES_PER_LANDMARK + axis] ?? NaN;
  const middle = (both: readonly [number, number], axis: number) =>
    (at(both[0], axis) + at(both[1], axis)) / 2;
  const [x, y] = [middle(HIPS, 0), middle(HIPS, 1)];
  const [alongX, alongY] = [middle(SHOULDERS, 0) - x, middle(SHOULDERS, 1) - y];
  const length = Math.hypot(alongX, alongY);
  if (!(length >= MIN_TRUNK_PX)) return null;
  const lines = {
    feet: new Float64Array(2 * LINES),
    across: new Float64Array(2 * LINES),
    segments: SEGMENTS,
  };
  let line = 0;
  for (const height of TRUNK_STATIONS) {
    setLine(lines, line++, x + height * alongX, y + height * alongY, alongX, alongY);
  }
  for (const [upper, lower] of LEG_SEGMENTS) {
    const [footX, footY] = [at(lower, 0), at(lower, 1)];
    const [upX, upY] = [at(upper, 0) - footX, at(upper, 1) - footY];
    const size = Math.hypot(upX, upY);
    const scale = size >= MIN_SEGMENT_PX ? length / size : NaN;
    for (const height of LEG_STATIONS) {
      setLine(lines, line++, footX + height * upX, footY + height * upY, upX * scale, upY * scale);
    }
  }
  return lines;
}

/** Keeps a line's foot and, from the direction upwards (a trunk long), the way to its right. */
function setLine(
  { feet, across }: Lines,
  line: number,
  x: number,
  y: number,
  alongX: number,
  alongY: number,
): void {
  feet[2 * line] = x;
  feet[2 * line + 1] = y;
  // For an upright line right of it is picture right: the picture's y points down.
  across[2 * line] = -alongY;
  across[2 * line + 1] = alongX;
}

/**
 * Returns the signed distance at which the mask first falls through one half to the left (even
 * edges) or to the right of a line's foot, in trunk lengths. NaN where it starts below, leaves the
 * picture first, or does not fall within reach.
 */
function firstFall(mask: Mask, { feet, across }: Lines, edge: number): number {
  const at = edge - (edge % 2);
  const step = (edge % 2 ? 1 : -1) / SAMPLES_PER_TRUNK;
  const [stepX, stepY] = [step * across[at]!, step * across[at + 1]!];
  let inner = NaN;
  for (let number = 0; number <= REACH * SAMPLES_PER_TRUNK; number++) {
    const value = valueAt(mask, feet[at]! + number * stepX, feet[at + 1]! + number * stepY);
    if (!(value >= INSIDE)) {
      return step * (number - 1 + (inner - INSIDE) / (inner - value));
    }
    inner = value;
  }
  return NaN;
}

/** Returns the mask between its pixels; NaN outside. */
function valueAt(mask: Mask, pictureX: number, pictureY: number): number {
  // Landmark coordinates put 0 at the left edge of the first pixel, whose centre is at 0.5.
  const x = pictureX - 0.5;
  const y = pictureY - 0.5;
  const inside = x >= 0 && y >= 0 && x < mask.width - 1 && y < mask.height - 1;
  return inside ? maskAt(mask, x, y) : NaN;
}

/** In the mirror left and right change places: edges, and the legs themselves. */
function mirroredBack(edges: Float64Array): Float32Array {
  return Float32Array.from(edges, (_, edge) => {
    const side = edge < TRUNK_EDGES ? 0 : edge < TRUNK_EDGES + LEG_EDGES ? LEG_EDGES : -LEG_EDGES;
    return -edges[(edge ^ 1) + side]!;
  });
}
