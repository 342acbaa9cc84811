/// <reference lib="webworker" />
/**
 * The pose model in a thread of its own.
 *
 * Fed straight by the camera where the browser can do that (it keeps its pace when another tab is
 * in front), by pictures posted from the page where it cannot.
 */

import { CaptureClock } from "./captureClock";
import { load, type FrameReader } from "./landmarker";
import type { FromWorker, ModelOptions, ToWorker } from "./seen";

let reader: FrameReader | null = null;
let pageOrigin = 0;

const say = (message: FromWorker) => postMessage(message);
const pageNow = () => performance.timeOrigin - pageOrigin + performance.now();

async function loadModel(options: ModelOptions): Promise<void> {
  const began = performance.now();
  const loaded = await load(options);
  reader = loaded.reader;
  say({ type: "ready", delegate: loaded.delegate, loadMs: performance.now() - began });
}

async function readStream(frames: ReadableStream<VideoFrame>, from: FrameReader): Promise<void> {
  const source = frames.getReader();
  const clock = new CaptureClock();
  for (;;) {
    const { value: frame, done } = await source.read();
    if (done) return;
    const capturedMs = clock.at(frame.timestamp / 1000, pageNow());
    // What is going to be drawn mirrored need not be copied first.
    const picture = from.mirrors ? frame : await createImageBitmap(frame);
    if (picture !== frame) frame.close();
    show(from, picture, capturedMs);
  }
}

function show(from: FrameReader, picture: ImageBitmap | VideoFrame, capturedMs: number): void {
  const [width, height] =
    "displayWidth" in picture
      ? [picture.displayWidth, picture.displayHeight]
      : [picture.width, picture.height];
  const seen = from.read(picture, width, height, capturedMs);
  picture.close();
  say({ type: "seen", seen });
}

async function receive(message: ToWorker): Promise<void> {
  if (message.type === "load") {
    pageOrigin = message.pageOrigin;
    await loadModel(message.options);
  } else if (!reader) {
    throw new Error("the pose model has not been loaded");
  } else if (message.type === "stream") {
    await readStream(message.frames, reader);
  } else {
    show(reader, message.picture, message.capturedMs);
  }
}

self.onmessage = (event: MessageEvent<ToWorker>) => {
  receive(event.data).catch((error: unknown) => {
    say({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  });
};
