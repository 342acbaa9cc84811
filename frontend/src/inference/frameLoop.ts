/** Follows a video element picture by picture, one at a time. */

export interface FrameLoop {
  /** The picture has been dealt with: the next one may come. */
  free(): void;
  stop(): void;
}

/** Calls `work` for new pictures of `video`, never for a second one before `free()`. */
export function eachFrame(
  video: HTMLVideoElement,
  work: (capturedMs: number) => Promise<void>,
): FrameLoop {
  let busy = false;
  let stopped = false;
  const next = () => {
    if (stopped) return;
    video.requestVideoFrameCallback(next);
    if (busy) return;
    busy = true;
    work(performance.now()).catch((error: unknown) => {
      // The picture was gone before it could be read; the next one will do.
      console.info("Posture Lab: one picture was not read:", error);
      busy = false;
    });
  };
  video.requestVideoFrameCallback(next);
  return {
    free: () => {
      busy = false;
    },
    stop: () => {
      stopped = true;
    },
  };
}
