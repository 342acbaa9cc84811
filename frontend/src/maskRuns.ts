/**
 * The silhouette as run lengths per row, for drawing: a thousandth of the mask's size, with its
 * edges kept to an eighth of a pixel. What is measured is traced from the mask (outline.ts).
 *
 * Layout, all 16-bit integers: first row, row step, number of rows; then for each row the number
 * of runs and their starts and ends in eighths of a pixel.
 */

/** Edges are kept in this many parts of a pixel. */
export const EDGE_PARTS = 8;

/** At most this many rows are kept; more rows are thinned out evenly. */
const MAX_ROWS = 200;

/** Shorter runs are specks, not a body, in pixels. */
const MIN_RUN = 2;

const INSIDE = 0.5;

/** Where the silhouette's value passes one half between two neighbouring pixels. */
function crossing(before: number, after: number): number {
  return (INSIDE - before) / (after - before);
}

/** Appends the runs of one row to `out`, after their number. */
function encodeRow(row: (x: number) => number, width: number, out: number[]): void {
  const at = out.length;
  out.push(0);
  let start = -1;
  for (let x = 0; x <= width; x++) {
    const inside = x < width && row(x) >= INSIDE;
    if (inside && start < 0) {
      start = x > 0 ? x - 1 + crossing(row(x - 1), row(x)) : 0;
    } else if (!inside && start >= 0) {
      const end = x < width ? x - 1 + crossing(row(x - 1), row(x)) : width - 1;
      if (end - start >= MIN_RUN) {
        out.push(Math.round(start * EDGE_PARTS), Math.round(end * EDGE_PARTS));
        out[at] = (out[at] ?? 0) + 1;
      }
      start = -1;
    }
  }
}

/**
 * Returns the runs of the rows from `top` to `bottom` of a mask.
 *
 * @param mask row by row, 0 outside the body to 1 inside
 * @param top, bottom rows in pixels; clipped to the picture
 * @param mirrored whether the mask is of the mirrored picture; the runs are of the picture itself
 */
export function encodeRuns(
  mask: Float32Array,
  width: number,
  height: number,
  top: number,
  bottom: number,
  mirrored = false,
): Int16Array {
  const first = Math.max(0, Math.floor(top));
  const last = Math.min(height - 1, Math.ceil(bottom));
  const step = Math.max(1, Math.ceil((last - first + 1) / MAX_ROWS));
  const out = [first, step, 0];
  for (let y = first; y <= last; y += step) {
    const offset = y * width;
    const row = mirrored
      ? (x: number) => mask[offset + width - 1 - x] ?? 0
      : (x: number) => mask[offset + x] ?? 0;
    encodeRow(row, width, out);
    out[2] = (out[2] ?? 0) + 1;
  }
  return Int16Array.from(out);
}

/** One horizontal run of the silhouette, in pixels. */
export interface Run {
  y: number;
  start: number;
  end: number;
}

/** Returns the runs again, for drawing. */
export function decodeRuns(runs: Int16Array): Run[] {
  const [first = 0, step = 1, rows = 0] = runs;
  const out: Run[] = [];
  let at = 3;
  for (let row = 0; row < rows; row++) {
    const count = runs[at++] ?? 0;
    for (let run = 0; run < count; run++) {
      const start = (runs[at++] ?? 0) / EDGE_PARTS;
      const end = (runs[at++] ?? 0) / EDGE_PARTS;
      out.push({ y: first + row * step, start, end });
    }
  }
  return out;
}
