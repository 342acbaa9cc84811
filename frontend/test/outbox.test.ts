import { beforeEach, describe, expect, it } from "vitest";

import type { Seen } from "../src/inference/seen";
import { Outbox } from "../src/outbox";
import { LANDMARK_COUNT, VALUES_PER_FRAME, VALUES_PER_LANDMARK, type Batch } from "../src/protocol";

let nowMs = 0;
let sent: Batch[] = [];
let outbox: Outbox;

beforeEach(() => {
  nowMs = 5000;
  sent = [];
  outbox = new Outbox("page", (batch) => sent.push(batch), () => "kept", () => nowMs);
});

function frame(capturedMs: number, rest: Partial<Seen> = {}): Seen {
  const landmarks = new Float32Array(LANDMARK_COUNT * VALUES_PER_LANDMARK).fill(capturedMs);
  const sizes = { width: 640, height: 480, inferenceMs: 1, ownMs: 1 };
  return { capturedMs, landmarks, silhouette: null, lines: null, brightness: null, ...sizes, ...rest };
}

function numbers(batch: Batch | undefined): Float32Array {
  const bytes = Uint8Array.from(atob(batch?.frames ?? ""), (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

describe("the outbox", () => {
  it("has one batch under way at a time and loses no frame", () => {
    for (let number = 0; number < 10; number++) {
      outbox.addFrame(frame(1000 + 40 * number));
      nowMs += 40;
    }
    expect(sent).toHaveLength(1);
    outbox.acknowledge("page", 1);
    expect(sent.map((batch) => batch.seq)).toEqual([1, 2]);
    const times = sent.flatMap((batch) => {
      const all = numbers(batch);
      return Array.from({ length: all.length / VALUES_PER_FRAME }, (_, i) => all[i * VALUES_PER_FRAME]);
    });
    expect(times).toHaveLength(10);
    times.forEach((time, index) => expect(time).toBeCloseTo(0.04 * index, 5));
  });

  it("sends the same batch again when no answer comes", () => {
    outbox.addFrame(frame(1000));
    nowMs += 2900;
    outbox.pump();
    expect(sent).toHaveLength(1);
    nowMs += 200;
    outbox.pump();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    // Asking again does not make the silence shorter.
    nowMs += 2500;
    expect(outbox.silentMs).toBe(5600);
    outbox.acknowledge("page", 1);
    expect(outbox.silentMs).toBe(0);
  });

  it("does not take the computer's own sleep for the server's silence", () => {
    outbox.addFrame(frame(1000));
    nowMs += 9000;
    outbox.slept(8500);
    expect(outbox.silentMs).toBe(500);
    outbox.pump();
    expect(sent).toHaveLength(1);
  });

  it("takes no answer that is not for it", () => {
    outbox.addFrame(frame(1000));
    outbox.acknowledge("another page", 1);
    outbox.acknowledge("page", 7);
    nowMs += 1000;
    outbox.addFrame(frame(2000));
    expect(sent).toHaveLength(1);
    expect(outbox.silentMs).toBe(1000);
  });

  it("goes on after late, repeated and missing answers without sending a frame twice", () => {
    const taken: number[] = [];
    let known = 0;
    // A server that takes in what is new, and answers late, twice, or not at all.
    const late: number[] = [];
    for (let step = 0; step < 600; step++) {
      nowMs += 50;
      outbox.addFrame(frame(1000 + 50 * step));
      outbox.pump();
      for (const batch of sent.splice(0)) {
        if (batch.seq > known) {
          known = batch.seq;
          const all = numbers(batch);
          for (let at = 0; at < all.length; at += VALUES_PER_FRAME) taken.push(all[at] ?? NaN);
        }
        if (step % 7 !== 3) late.push(batch.seq);
      }
      if (step % 5 === 0) late.splice(0).forEach((seq) => {
        outbox.acknowledge("page", seq);
        outbox.acknowledge("page", seq - 1);
        outbox.acknowledge("page", seq);
      });
    }
    expect(taken.length).toBeGreaterThan(500);
    taken.forEach((time, index) => expect(time).toBeCloseTo(0.05 * index, 3));
    expect(outbox.roundTripsMs.length).toBeLessThanOrEqual(1000);
    expect(outbox.answersMs.length).toBeLessThanOrEqual(1000);
  });

  it("leaves out a frame that is not newer than the last", () => {
    outbox.hello();
    for (const capturedMs of [1000, 1050, 1030, 1050, 1080]) outbox.addFrame(frame(capturedMs));
    nowMs += 100;
    outbox.acknowledge("page", 1);
    expect(numbers(sent[1])).toHaveLength(3 * VALUES_PER_FRAME);
  });

  it("sends events at once, frames at most eleven times a second", () => {
    outbox.addEvent({ type: "start" });
    outbox.acknowledge("page", 1);
    outbox.addFrame(frame(1000));
    expect(sent).toHaveLength(1);
    outbox.addEvent({ type: "pain" });
    expect(sent[1]?.events).toEqual([{ type: "pain" }]);
  });

  it("tells of a pause between frames, but not of the time before the camera was turned on", () => {
    outbox.addFrame(frame(1000));
    outbox.acknowledge("page", 1);
    outbox.addEvent({ type: "camera_back" });
    outbox.acknowledge("page", 2);
    nowMs += 9000;
    outbox.addFrame(frame(9000));
    expect(sent[2]?.events).toEqual([]);
    outbox.acknowledge("page", 3);
    nowMs += 3500;
    outbox.addFrame(frame(12500));
    expect(sent[3]?.events).toEqual([{ type: "hidden", seconds: 3.5 }]);
  });

  it("tells which batch carries an event, also while another is under way", () => {
    expect(outbox.addEvent({ type: "start" })).toBe(1);
    expect(outbox.addEvent({ type: "stop" })).toBe(2);
    outbox.acknowledge("page", 1);
    expect(sent[1]).toMatchObject({ seq: 2, events: [{ type: "stop" }] });
  });

  it("packs landmarks, outlines, lines and NaN for nobody", () => {
    const silhouette = { runs: new Int16Array(), edges: Float32Array.of(0.5, NaN) };
    outbox.hello();
    outbox.setPeople(2);
    outbox.addFrame(frame(1000, { brightness: 80 }));
    outbox.addFrame(frame(1033, { landmarks: null }));
    outbox.addFrame(frame(1066, { silhouette, lines: Float32Array.of(1, 2, 3, 4) }));
    nowMs += 100;
    outbox.acknowledge("page", 1);
    const batch = sent[1];
    const packed = numbers(batch);
    expect(packed).toHaveLength(3 * VALUES_PER_FRAME);
    expect(packed[1]).toBe(1000);
    expect(packed.slice(VALUES_PER_FRAME + 1, 2 * VALUES_PER_FRAME).every(Number.isNaN)).toBe(true);
    expect(batch?.outlines).toEqual([{ frame: 2, edges: "AAAAPwAAwH8=" }]);
    expect(batch?.lines).toEqual([{ frame: 2, segments: "AACAPwAAAEAAAEBAAACAQA==" }]);
    expect([batch?.brightness, batch?.people, batch?.width, batch?.height]).toEqual([80, 2, 640, 480]);
  });

  it("forgets who was in the picture before the camera was turned on", () => {
    outbox.hello();
    outbox.setPeople(1);
    outbox.addEvent({ type: "start" });
    outbox.acknowledge("page", 1);
    expect(sent[1]).toMatchObject({ people: null, countsPeople: true });
    outbox.countsPeople = false;
    outbox.setPeople(2);
    outbox.addEvent({ type: "pain" });
    outbox.acknowledge("page", 2);
    expect(sent[2]).toMatchObject({ people: 2, countsPeople: false });
  });

  it("brings what the tab had kept", () => {
    outbox.hello();
    expect(sent[0]).toMatchObject({ page: "page", seq: 1, frames: "", events: [], restore: "kept" });
  });

  it("keeps a minute and a half while the server is away, the newest first", () => {
    outbox.addFrame(frame(0));
    for (let number = 1; number <= 3000; number++) outbox.addFrame(frame(number));
    expect(outbox.dropped).toBe(300);
    outbox.acknowledge("page", 1);
    nowMs += 100;
    outbox.pump();
    expect(numbers(sent[1])[0]).toBeCloseTo(0.301, 5);
  });
});
