/**
 * The pose model, loaded by the best way this browser offers: in a worker fed by the camera, in a
 * worker fed by the page, or on the page itself.
 *
 * It is loaded before the camera is opened, so that pressing Start shows a picture at once.
 */

import { eachFrame, type FrameLoop } from "./frameLoop";
import type { FrameReader } from "./landmarker";
import { PixelReader } from "./pixels";
import type { Delegate, Found, FromWorker, ModelOptions, Seen, ToWorker } from "./seen";

export interface Listener {
  /** Where the person is, before everything seen of the same frame is there. */
  onFound(found: Found): void;
  onSeen(seen: Seen): void;
  /** Called once; the engine is of no more use afterwards. */
  onFailure(message: string): void;
}

export interface Engine {
  readonly way: "camera-to-worker" | "page-to-worker" | "page";
  readonly delegate: Delegate;
  readonly loadMs: number;
  /** Starts reading the camera; returns what stops it. The engine can be run again. */
  run(video: HTMLVideoElement, track: MediaStreamTrack, listener: Listener): () => void;
  close(): void;
}

/** Loads the model: in a worker, or on the page where workers cannot. */
export async function startEngine(options: ModelOptions, inWorker = true): Promise<Engine> {
  if (inWorker && "OffscreenCanvas" in window) {
    try {
      return await WorkerEngine.start(options);
    } catch (error) {
      console.info("Posture Lab: the worker did not start, using the page itself:", error);
    }
  }
  return PageEngine.start(options);
}

type Ready = Extract<FromWorker, { type: "ready" }>;

class WorkerEngine implements Engine {
  readonly way = "MediaStreamTrackProcessor" in window ? "camera-to-worker" : "page-to-worker";

  private constructor(
    private readonly worker: Worker,
    readonly delegate: Delegate,
    readonly loadMs: number,
  ) {}

  static async start(options: ModelOptions): Promise<WorkerEngine> {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    try {
      const ready = await new Promise<Ready>((resolve, reject) => {
        worker.onerror = (event) => reject(new Error(event.message || "no worker"));
        worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
          if (data.type === "ready") resolve(data);
          else if (data.type === "failed") reject(new Error(data.message));
        };
        post(worker, { type: "load", options, pageOrigin: performance.timeOrigin });
      });
      return new WorkerEngine(worker, ready.delegate, ready.loadMs);
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  run(video: HTMLVideoElement, track: MediaStreamTrack, listener: Listener): () => void {
    let running = true;
    post(this.worker, { type: "begin" });
    const feed = this.way === "camera-to-worker" ? this.feedTrack(track) : this.feedPictures(video);
    this.worker.onerror = (event) => listener.onFailure(event.message || "the worker stopped");
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type !== "found") feed.free();
      if (!running) return;
      if (data.type === "found") listener.onFound(data.found);
      else if (data.type === "seen") listener.onSeen(data.seen);
      else if (data.type === "failed") listener.onFailure(data.message);
    };
    return () => {
      running = false;
      feed.stop();
    };
  }

  close(): void {
    this.worker.terminate();
  }

  private feedTrack(track: MediaStreamTrack): FrameLoop {
    const own = track.clone();
    const { readable } = new MediaStreamTrackProcessor({ track: own, maxBufferSize: 1 });
    post(this.worker, { type: "stream", frames: readable }, [readable]);
    return { free: () => undefined, stop: () => own.stop() };
  }

  private feedPictures(video: HTMLVideoElement): FrameLoop {
    return eachFrame(video, async (capturedMs) => {
      const picture = await createImageBitmap(video);
      post(this.worker, { type: "picture", picture, capturedMs }, [picture]);
    });
  }
}

function post(worker: Worker, message: ToWorker, transfer: Transferable[] = []): void {
  worker.postMessage(message, transfer);
}

class PageEngine implements Engine {
  readonly way = "page";
  private readonly pixels = new PixelReader();

  private constructor(
    private readonly reader: FrameReader,
    readonly delegate: Delegate,
    readonly loadMs: number,
  ) {}

  static async start(options: ModelOptions): Promise<PageEngine> {
    const began = performance.now();
    const { load } = await import("./landmarker");
    const { reader, delegate } = await load(options);
    return new PageEngine(reader, delegate, performance.now() - began);
  }

  run(video: HTMLVideoElement, _track: MediaStreamTrack, listener: Listener): () => void {
    this.reader.begin();
    const loop = eachFrame(video, (capturedMs) => {
      try {
        const picture = this.pixels.draw(video, video.videoWidth, video.videoHeight);
        listener.onSeen(this.reader.read(picture, capturedMs, (found) => listener.onFound(found)));
      } catch (error) {
        listener.onFailure(error instanceof Error ? error.message : String(error));
      }
      return Promise.resolve().then(() => loop.free());
    });
    return () => loop.stop();
  }

  close(): void {
    this.reader.close();
  }
}
