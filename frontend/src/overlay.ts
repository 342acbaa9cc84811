/** Draws skeleton and outline over the live picture. */

import type { Found, Seen } from "./inference/seen";
import { decodeRuns } from "./maskRuns";
import { VALUES_PER_LANDMARK } from "./protocol";

const LINES: readonly (readonly [number, number])[] = [
  [7, 11], [8, 12], [11, 12], [23, 24],
  [11, 13], [13, 15], [12, 14], [14, 16],
  [11, 23], [12, 24], [23, 25], [25, 27], [24, 26], [26, 28],
  [27, 29], [29, 31], [28, 30], [30, 32],
];
const JOINTS = [...new Set(LINES.flat())];
const LEAST_VISIBILITY = 0.5;

const LINE_COLOUR = "#7ce0c3";
const JOINT_COLOUR = "#ffffff";
const OUTLINE_COLOUR = "rgba(255, 209, 102, 0.9)";

interface Point {
  x: number;
  y: number;
  seen: boolean;
}

function pointAt(landmarks: Float32Array, index: number): Point {
  const at = index * VALUES_PER_LANDMARK;
  return {
    x: landmarks[at] ?? NaN,
    y: landmarks[at + 1] ?? NaN,
    seen: (landmarks[at + 5] ?? 0) >= LEAST_VISIBILITY,
  };
}

export class Overlay {
  private readonly pen: CanvasRenderingContext2D | null;
  private runs: Int16Array | null = null;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.pen = canvas.getContext("2d");
  }

  /** Draws the person, with the outline that was known last. */
  draw({ width, height, landmarks }: Found): void {
    const { canvas, pen } = this;
    if (!pen) return;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    this.clear();
    if (!landmarks) return;
    if (this.runs) drawOutline(pen, this.runs);
    drawSkeleton(pen, landmarks, Math.max(2, height / 160));
  }

  /** Keeps the outline, where the frame brought one, for the next drawing. */
  setOutline({ landmarks, silhouette }: Seen): void {
    this.runs = landmarks ? (silhouette?.runs ?? this.runs) : null;
  }

  clear(): void {
    this.pen?.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }
}

function drawOutline(pen: CanvasRenderingContext2D, runs: Int16Array): void {
  pen.fillStyle = OUTLINE_COLOUR;
  for (const { y, start, end } of decodeRuns(runs)) {
    pen.fillRect(start - 1, y, 2, 2);
    pen.fillRect(end - 1, y, 2, 2);
  }
}

function drawSkeleton(pen: CanvasRenderingContext2D, landmarks: Float32Array, width: number): void {
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.strokeStyle = LINE_COLOUR;
  pen.beginPath();
  for (const [from, to] of LINES) {
    const a = pointAt(landmarks, from);
    const b = pointAt(landmarks, to);
    if (!a.seen || !b.seen) continue;
    pen.moveTo(a.x, a.y);
    pen.lineTo(b.x, b.y);
  }
  pen.stroke();
  pen.fillStyle = JOINT_COLOUR;
  pen.beginPath();
  for (const index of JOINTS) {
    const joint = pointAt(landmarks, index);
    if (!joint.seen) continue;
    pen.moveTo(joint.x, joint.y);
    pen.arc(joint.x, joint.y, width, 0, 2 * Math.PI);
  }
  pen.fill();
}
