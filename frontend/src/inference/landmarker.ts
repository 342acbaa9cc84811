/** MediaPipe in the browser: loading it, choosing where it runs, reading one frame. */

import { FilesetResolver, PoseLandmarker, type PoseLandmarkerResult } from "@mediapipe/tasks-vision";

import { encodeRuns } from "../maskRuns";
import { LANDMARK_COUNT, VALUES_PER_LANDMARK } from "../protocol";
import { Glances } from "./glances";
import { hasHardwareGraphics } from "./graphics";
import { findLines, mirrorLines } from "./lines";
import { Mirror, otherSide } from "./mirror";
import { traceOutline } from "./outline";
import { meanBrightness, mirrorPixels } from "./pixels";
import type { Delegate, Found, ModelOptions, Seen, Silhouette } from "./seen";

/**
 * MediaPipe smooths by itself in video mode, the less the more time lies between two frames. Told
 * that this many milliseconds do, it does not smooth at all (docs/live.md has the measurement).
 */
const TIME_STEP_MS = 1_000_000;

/** The silhouette is read this often: of every second frame of a camera with 30 a second. */
const MASK_EVERY_MS = 60;

const BRIGHTNESS_EVERY_MS = 500;

/** Brightness is measured at one of so many pixels. */
const BRIGHTNESS_STEP = 401;

/** A GPU has to be faster than this to be used: software rendering takes half a second. */
const GPU_LIMIT_MS = 60;

/** Rows from this share of the body above the shoulders to a quarter of it below the feet are drawn. */
const MARGIN = 0.2;

/** Shoulders, hips and ankles: trunk and legs lie between them. */
const ENDS = [11, 12, 23, 24, 27, 28] as const;

export interface Loaded {
  reader: FrameReader;
  delegate: Delegate;
}

type Create = (where: Delegate) => Promise<PoseLandmarker>;

/** Loads the model; "auto" takes the graphics processor where there is one that is fast. */
export async function load({ base, model, delegate }: ModelOptions): Promise<Loaded> {
  let loads = 0;
  const files = await resolveFiles(base);
  const create = (where: Delegate) =>
    PoseLandmarker.createFromOptions(again(files, loads++), {
      baseOptions: { modelAssetPath: `${base}${model}`, delegate: where },
      runningMode: "VIDEO",
      numPoses: 1,
      outputSegmentationMasks: true,
    });
  const chosen = delegate === "auto" ? await quicker(create) : delegate;
  return { delegate: chosen, reader: new FrameReader(await create(chosen)) };
}

/** Loads a second model that counts the people in single pictures. */
export async function loadCounter({ base, model }: ModelOptions): Promise<PoseLandmarker> {
  return PoseLandmarker.createFromOptions(await resolveFiles(base), {
    baseOptions: { modelAssetPath: `${base}${model}`, delegate: "CPU" },
    runningMode: "IMAGE",
    numPoses: 3,
  });
}

type Files = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

function resolveFiles(base: string): Promise<Files> {
  // Module workers cannot load plain scripts: they need MediaPipe's module loader.
  return FilesetResolver.forVisionTasks(`${base}wasm`, typeof window === "undefined");
}

/** MediaPipe's loader serves one landmarker only; under another address it is run once more. */
function again(files: Files, times: number): Files {
  return times === 0 ? files : { ...files, wasmLoaderPath: `${files.wasmLoaderPath}?${times}` };
}

async function quicker(create: Create): Promise<Delegate> {
  if (!hasHardwareGraphics()) return "CPU";
  let trial: PoseLandmarker | null = null;
  try {
    trial = await create("GPU");
    const canvas = new OffscreenCanvas(256, 256);
    canvas.getContext("2d")?.fillRect(0, 0, 256, 256);
    const picture = canvas.transferToImageBitmap();
    trial.detectForVideo(picture, 1).close();
    const before = performance.now();
    trial.detectForVideo(picture, 2).close();
    picture.close();
    return performance.now() - before < GPU_LIMIT_MS ? "GPU" : "CPU";
  } catch (error) {
    console.info("Posture Lab: the graphics processor is not used:", error);
    return "CPU";
  } finally {
    trial?.close();
  }
}

/** Reads camera frames one by one. */
export class FrameReader {
  private stamp = 0;
  private maskMs = -Infinity;
  private brightnessMs = -Infinity;
  private readonly mirror = new Mirror();
  private readonly glances = new Glances();

  constructor(private readonly tracker: PoseLandmarker) {}

  /** A camera has been turned on: its pictures follow. */
  begin(): void {
    this.glances.restart();
  }

  /**
   * Returns what one picture shows; `pixels` may be changed.
   *
   * @param onFound hears the landmarks as soon as they are there: the rest takes a while longer
   */
  read(pixels: ImageData, capturedMs: number, onFound: (found: Found) => void): Seen {
    const began = performance.now();
    const { width, height } = pixels;
    const brightness = this.brightness(pixels, capturedMs);
    const { mirrored } = this.mirror;
    if (mirrored) mirrorPixels(pixels);
    const shownMs = performance.now();
    const result = this.detect(pixels);
    const inferenceMs = performance.now() - shownMs;
    const landmarks = packLandmarks(result, width, height, mirrored);
    onFound({ capturedMs, width, height, landmarks });
    const wantsMask = landmarks !== null && capturedMs - this.maskMs >= MASK_EVERY_MS;
    const silhouette = wantsMask ? readSilhouette(result, landmarks, pixels, mirrored) : null;
    if (silhouette) this.maskMs = capturedMs;
    const looksRound = landmarks !== null && this.glances.due(capturedMs, width, height);
    const lines = looksRound ? findLines(pixels) : null;
    if (lines && mirrored) mirrorLines(lines, width);
    result.close();
    // The tracker looks where the person was: turned round, it has to look for them anew.
    if (this.mirror.turn(landmarks)) this.detect(this.mirror.nobody).close();
    const ownMs = performance.now() - began - inferenceMs;
    const shared = { capturedMs, width, height, landmarks };
    return { ...shared, silhouette, lines, brightness, inferenceMs, ownMs };
  }

  close(): void {
    this.tracker.close();
  }

  private detect(picture: ImageData | OffscreenCanvas): PoseLandmarkerResult {
    this.stamp += TIME_STEP_MS;
    return this.tracker.detectForVideo(picture, this.stamp);
  }

  private brightness({ data }: ImageData, nowMs: number): number | null {
    if (nowMs - this.brightnessMs < BRIGHTNESS_EVERY_MS) return null;
    this.brightnessMs = nowMs;
    return meanBrightness(data, BRIGHTNESS_STEP);
  }
}

/** Returns the first person's landmarks as flat numbers, or null when nobody was found. */
export function packLandmarks(
  result: Pick<PoseLandmarkerResult, "landmarks" | "worldLandmarks">,
  width: number,
  height: number,
  mirrored = false,
): Float32Array | null {
  const picture = result.landmarks[0];
  const world = result.worldLandmarks[0];
  if (!picture || !world) return null;
  const out = new Float32Array(LANDMARK_COUNT * VALUES_PER_LANDMARK);
  const way = mirrored ? -1 : 1;
  picture.forEach((point, index) => {
    const metres = world[index];
    out.set(
      [
        (mirrored ? 1 - point.x : point.x) * width,
        point.y * height,
        (metres?.x ?? NaN) * way,
        metres?.y ?? NaN,
        metres?.z ?? NaN,
        point.visibility,
      ],
      (mirrored ? otherSide(index) : index) * VALUES_PER_LANDMARK,
    );
  });
  return out;
}

/** Returns the first person's silhouette; `shown` and its mask are mirrored, `landmarks` are not. */
function readSilhouette(
  result: PoseLandmarkerResult,
  landmarks: Float32Array,
  shown: ImageData,
  mirrored: boolean,
): Silhouette | null {
  const mask = result.segmentationMasks?.[0];
  const inShown = mirrored ? packLandmarks(result, shown.width, shown.height) : landmarks;
  if (!mask || !inShown) return null;
  const heights = ENDS.map((index) => landmarks[index * VALUES_PER_LANDMARK + 1] ?? NaN);
  const top = Math.min(...heights);
  const bottom = Math.max(...heights);
  const margin = MARGIN * (bottom - top);
  const { width, height } = mask;
  const values = mask.getAsFloat32Array();
  return {
    runs: encodeRuns(values, width, height, top - margin, bottom + margin / 4, mirrored),
    edges: traceOutline({ values, width, height }, inShown, shown, mirrored),
  };
}
