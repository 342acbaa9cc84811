/// <reference lib="webworker" />
/**
 * The pose model in a thread of its own.
 *
 * Fed straight by the camera where the browser can do that (it keeps its pace when another tab is
 * in front), by pictures posted from the page where it cannot.
 */

import { CaptureClock } from "./captureClock";
import { load, type FrameReader } from "./landmarker";
import { Pacing } from "./pacing";
import { PixelReader } from "./pixels";
import type { FromWorker, ModelOptions, ToWorker } from "./seen";

let reader: FrameReader | null = null;
let pageOrigin = 0;
const pixels = new PixelReader();

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
  const pacing = new Pacing();
  for (;;) {
    const { value: frame, done } = await source.read();
    if (done) return;
    const nowMs = pageNow();
    const capturedMs = clock.at(frame.timestamp / 1000, nowMs);
    if (pacing.takes(capturedMs, nowMs)) {
      const picture = await pixels.copy(frame);
      show(from, picture, capturedMs, pageNow() - nowMs);
    }
    frame.close();
  }
}

function show(from: FrameReader, picture: ImageData, capturedMs: number, copyMs: number): void {
  const seen = from.read(picture, capturedMs, (found) => say({ type: "found", found }));
  say({ type: "seen", seen: { ...seen, ownMs: seen.ownMs + copyMs } });
}

async function receive(message: ToWorker): Promise<void> {
  if (message.type === "load") {
    pageOrigin = message.pageOrigin;
    await loadModel(message.options);
  } else if (!reader) {
    throw new Error("the pose model has not been loaded");
  } else if (message.type === "begin") {
    reader.begin();
  } else if (message.type === "stream") {
    await readStream(message.frames, reader);
  } else {
    const { picture, capturedMs } = message;
    const began = performance.now();
    const copied = pixels.draw(picture, picture.width, picture.height);
    picture.close();
    show(reader, copied, capturedMs, performance.now() - began);
  }
}

self.onmessage = (event: MessageEvent<ToWorker>) => {
  receive(event.data).catch((error: unknown) => {
    say({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  });
};
