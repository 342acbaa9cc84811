/**
 * What waits to be sent to the server: one batch under way at a time, none lost.
 *
 * A batch is kept until the server has acknowledged its number, and sent again when the answer
 * stays away (the server restarted, the connection dropped). The server ignores a number it knows.
 */

import { toBase64 } from "./encoding";
import type { Seen } from "./inference/seen";
import {
  VALUES_PER_FRAME,
  type Batch,
  type LinesMessage,
  type OutlineMessage,
  type PageEvent,
} from "./protocol";

/** At most this many batches a second leave the page. */
const MIN_INTERVAL_MS = 90;

/** Without an answer for this long, the batch is sent again. */
const RESEND_MS = 3000;

/** Frames kept while the server does not answer: a minute and a half at 30 a second. */
const MAX_WAITING = 2700;

/** A pause between two camera frames longer than this is told to the server. */
const STALL_MS = 2000;

/** Timings kept for the benchmark. */
const KEPT = 1000;

export class Outbox {
  private frames: Seen[] = [];
  private events: PageEvent[] = [];
  private seq = 0;
  private underWay: Batch | null = null;
  private sentMs = -Infinity;
  private firstSentMs = -Infinity;
  private firstMs: number | null = null;
  private newestMs: number | null = null;
  private people: number | null = null;
  private lastMs = -Infinity;
  /** Whether the next frame is the first one of a camera that has just been turned on. */
  private turnedOn = true;

  /** Round trips from sending a batch to its acknowledgement, in milliseconds. */
  readonly roundTripsMs: number[] = [];
  /** From the newest camera frame of a batch to the server's word on it, in milliseconds. */
  readonly answersMs: number[] = [];
  dropped = 0;
  /** Whether the people in the picture are counted here: told with every batch. */
  countsPeople = true;

  constructor(
    readonly page: string,
    private readonly post: (batch: Batch) => void,
    private readonly kept: () => string | null,
    private readonly now: () => number = () => performance.now(),
  ) {}

  addFrame(seen: Seen): void {
    // The server takes times that increase only: one frame out of turn would spoil its batch.
    if (seen.capturedMs <= this.lastMs) return;
    const pausedMs = this.turnedOn ? 0 : seen.capturedMs - this.lastMs;
    if (pausedMs > STALL_MS) this.events.push({ type: "hidden", seconds: pausedMs / 1000 });
    this.turnedOn = false;
    this.lastMs = seen.capturedMs;
    this.frames.push(seen);
    if (this.frames.length > MAX_WAITING) {
      this.frames.shift();
      this.dropped++;
    }
    this.pump();
  }

  /** The number of people found goes with the next batch. */
  setPeople(people: number): void {
    this.people = people;
  }

  /** Returns the number of the batch that carries the event. */
  addEvent(event: PageEvent): number {
    if (event.type === "start" || event.type === "camera_back") {
      // Who was in the picture before the camera was turned on says nothing about now.
      this.people = null;
      this.turnedOn = true;
    }
    this.events.push(event);
    const seq = this.seq + 1;
    this.pump();
    return seq;
  }

  /** Sends a batch with nothing in it: the answer says how things stand. */
  hello(): void {
    if (this.underWay) return;
    this.sendNew();
  }

  /** The server has taken in the batch of this number. */
  acknowledge(page: string, seq: number): void {
    if (page !== this.page || this.underWay?.seq !== seq) return;
    this.roundTripsMs.push(this.now() - this.sentMs);
    if (this.roundTripsMs.length > KEPT) this.roundTripsMs.shift();
    if (this.newestMs !== null) this.answersMs.push(this.now() - this.newestMs);
    if (this.answersMs.length > KEPT) this.answersMs.shift();
    this.underWay = null;
    this.pump();
  }

  /** Sends what is due; to be called now and then even when nothing new comes in. */
  pump(): void {
    const waited = this.now() - this.sentMs;
    if (this.underWay) {
      if (waited < RESEND_MS) return;
      this.send(this.underWay);
    } else if (this.events.length || (this.frames.length && waited >= MIN_INTERVAL_MS)) {
      this.sendNew();
    }
  }

  /** When the first frame was captured: zero of the server's times; null before. */
  get firstFrameMs(): number | null {
    return this.firstMs;
  }

  /** The page itself stood still for so long: that time says nothing about the server. */
  slept(ms: number): void {
    this.sentMs += ms;
    this.firstSentMs += ms;
  }

  /** For how long the server has not answered, however often it was asked; 0 when nothing is due. */
  get silentMs(): number {
    return this.underWay ? this.now() - this.firstSentMs : 0;
  }

  private sendNew(): void {
    this.underWay = this.pack();
    this.firstSentMs = this.now();
    this.send(this.underWay);
  }

  private send(batch: Batch): void {
    this.sentMs = this.now();
    this.post(batch);
  }

  private pack(): Batch {
    const frames = this.frames;
    const events = this.events;
    this.frames = [];
    this.events = [];
    const newest = frames[frames.length - 1];
    this.newestMs = newest?.capturedMs ?? null;
    return {
      page: this.page,
      seq: ++this.seq,
      width: newest?.width ?? 0,
      height: newest?.height ?? 0,
      frames: toBase64(this.packFrames(frames)),
      outlines: packOutlines(frames),
      lines: packLines(frames),
      brightness: lastKnown(frames.map((frame) => frame.brightness)),
      people: this.takePeople(),
      countsPeople: this.countsPeople,
      events,
      restore: this.kept(),
    };
  }

  private takePeople(): number | null {
    const people = this.people;
    this.people = null;
    return people;
  }

  private packFrames(frames: readonly Seen[]): Float32Array {
    const out = new Float32Array(frames.length * VALUES_PER_FRAME).fill(NaN);
    frames.forEach((frame, index) => {
      this.firstMs ??= frame.capturedMs;
      out[index * VALUES_PER_FRAME] = (frame.capturedMs - this.firstMs) / 1000;
      if (frame.landmarks) out.set(frame.landmarks, index * VALUES_PER_FRAME + 1);
    });
    return out;
  }
}

function packOutlines(frames: readonly Seen[]): OutlineMessage[] {
  return frames.flatMap(({ silhouette }, index) =>
    silhouette ? [{ frame: index, edges: toBase64(silhouette.edges) }] : [],
  );
}

function packLines(frames: readonly Seen[]): LinesMessage[] {
  return frames.flatMap(({ lines }, index) =>
    lines ? [{ frame: index, segments: toBase64(lines) }] : [],
  );
}

function lastKnown(values: readonly (number | null)[]): number | null {
  return values.filter((value) => value !== null).at(-1) ?? null;
}
