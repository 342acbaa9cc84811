/** The person in one camera frame, ready to be posted between threads. */
export interface Found {
  /** When the frame was captured, in milliseconds of the page's own clock. */
  capturedMs: number;
  width: number;
  height: number;
  /** VALUES_PER_LANDMARK numbers for each landmark; null when nobody was found. */
  landmarks: Float32Array | null;
}

/** Where the person ends in one camera frame. */
export interface Silhouette {
  /** Run lengths to draw (see maskRuns.ts). */
  runs: Int16Array;
  /** VALUES_PER_OUTLINE edges to measure (see outline.ts); NaN where not seen. */
  edges: Float32Array;
}

/** Everything the pose model saw in one camera frame. */
export interface Seen extends Found {
  /** Null when not read for this frame. */
  silhouette: Silhouette | null;
  /** Ends of the picture's straight lines (see lines.ts); null when not looked for. */
  lines: Float32Array | null;
  /** Mean brightness, 0 to 255; null when not measured for this frame. */
  brightness: number | null;
  /** How long inference took, and everything else done for this frame, in milliseconds. */
  inferenceMs: number;
  ownMs: number;
}

export type Delegate = "CPU" | "GPU";

/** Which model to load, from where, and where it shall run. */
export interface ModelOptions {
  /** Folder of the component, with a trailing slash. */
  base: string;
  /** The `.task` file, relative to `base`. */
  model: string;
  delegate: Delegate | "auto";
}

export type ToWorker =
  | { type: "load"; options: ModelOptions; pageOrigin: number }
  /** A camera has been turned on: what it sees follows. */
  | { type: "begin" }
  /** Frames straight from the camera. */
  | { type: "stream"; frames: ReadableStream<VideoFrame> }
  | { type: "picture"; picture: ImageBitmap; capturedMs: number };

export type FromWorker =
  | { type: "ready"; delegate: Delegate; loadMs: number }
  /** Comes before `seen` of the same frame. */
  | { type: "found"; found: Found }
  | { type: "seen"; seen: Seen }
  | { type: "failed"; message: string };
