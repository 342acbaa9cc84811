/** What the page and the server say to each other while somebody practises. */

export const LANDMARK_COUNT = 33;

/** Numbers per landmark: x, y (pixels), world x, y, z (metres), visibility (0 to 1). */
export const VALUES_PER_LANDMARK = 6;

/** Numbers per frame: seconds since the camera started, then the landmarks; NaN when unseen. */
export const VALUES_PER_FRAME = 1 + LANDMARK_COUNT * VALUES_PER_LANDMARK;

/** Numbers per outline: left and right edges at 31 heights of the trunk and 40 of the legs. */
export const VALUES_PER_OUTLINE = 2 * (31 + 40);

/** The outline of one frame of a batch. */
export interface OutlineMessage {
  /** Index of the frame within the batch. */
  frame: number;
  /**
   * Float32 numbers, VALUES_PER_OUTLINE of them (see inference/outline.ts), in trunk lengths, NaN
   * where not seen; little-endian, in base64.
   */
  edges: string;
}

/** The straight lines of one frame of a batch. */
export interface LinesMessage {
  /** Index of the frame within the batch. */
  frame: number;
  /** Float32 numbers, x and y of both ends of each line in pixels; little-endian, in base64. */
  segments: string;
}

/** Something that happened on the page, told to the server in order. */
export type PageEvent =
  | { type: "start" }
  | { type: "stop" }
  | { type: "pain" }
  | { type: "camera_lost"; message: string }
  | { type: "camera_back" }
  | { type: "hidden"; seconds: number }
  | { type: "go_on" };

/** One batch of frames, sent when the server has acknowledged the one before. */
export interface Batch {
  /** Drawn at random when the page is loaded: tells a reloaded page from the one before. */
  page: string;
  seq: number;
  width: number;
  height: number;
  /** Float32 numbers, VALUES_PER_FRAME for each frame, little-endian, in base64. */
  frames: string;
  /** Of those frames whose outline was read. */
  outlines: OutlineMessage[];
  /** Of those few frames whose straight lines were looked for. */
  lines: LinesMessage[];
  /** Mean brightness of the picture, 0 to 255; null when not measured in this batch. */
  brightness: number | null;
  /** How many people the picture shows; null when nobody looked for others. */
  people: number | null;
  /** Whether this page can count people at all: the set-up waits for the first count. */
  countsPeople: boolean;
  events: PageEvent[];
  /** What the page had kept of the practice, for a server that does not know of it. */
  restore: string | null;
}

export interface CueMessage {
  id: string;
  /** One sentence to read. */
  text: string;
  /** A few words to say. */
  say: string;
  /** Counts up, so that the same cue given twice is noticed. */
  count: number;
}

/** Half a breath: which way, and how long it takes. */
export interface Breathing {
  way: "in" | "out";
  seconds: number;
}

export type Phase =
  | "off"
  | "setup"
  | "neutral"
  | "countdown"
  | "set"
  | "rest"
  | "done"
  | "stopped";

/** The server's answer, handed to the component on every run of the page's script. */
export interface ServerState {
  /** Last batch that was taken in. */
  ack: number;
  /** The page that `ack` belongs to. */
  page: string;
  phase: Phase;
  ready: boolean;
  /** One sentence: what to do next. */
  status: string;
  /** A few words to say for `status`; empty says nothing. */
  statusSay: string;
  reps: number;
  /** What the number on the picture counts: repetitions, seconds, breaths. */
  unit: string;
  /** Seconds left of a countdown, hold or rest; null when none runs. */
  secondsLeft: number | null;
  /** What a button would go on to, in words; "" when there is nothing to go on to. */
  offer: string;
  /** The half of a breath that is due; null where breaths are not counted. */
  breath: Breathing | null;
  cue: CueMessage | null;
  /** Whether to look for other people now and then. */
  lookAround: boolean;
  /**
   * The finished repetitions and sets, for the page to keep in case it is reloaded; "" keeps
   * nothing, null changes nothing.
   */
  keep: string | null;
}
