// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Commentary } from "../src/commentary";
import type { ServerState } from "../src/protocol";
import { View } from "../src/view";

const OFF: ServerState = {
  ack: 0, page: "page", phase: "set", ready: true, status: "", statusSay: "", reps: 0, unit: "of 8",
  secondsLeft: null, offer: "", breath: null, cue: null, lookAround: false, keep: null,
};
const CUE = { id: "head_up", text: "Keep your neck long.", say: "Long neck.", count: 1 };

/** The browser's voice and sound, outside of this program: what they were asked to give. */
let said: string[] = [];
let tones = 0;
let voices: { lang: string; localService: boolean }[] = [];

class Sound {
  currentTime = 0;
  state = "running";
  destination = {};
  resume = () => Promise.resolve();
  close = () => Promise.resolve();
  createGain = () => ({
    gain: { setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() },
    connect: (next: unknown) => next,
  });
  createOscillator = () => {
    tones++;
    const part = { frequency: { value: 0 }, connect: (next: unknown) => next, start: vi.fn(), stop: vi.fn() };
    return part;
  };
}

let view: View;
let commentary: Commentary;
let now: ServerState | null = null;

function follow(change: Partial<ServerState>, aloud = true): void {
  const state = { ...OFF, ...now, ...change };
  commentary.follow(now, state, aloud);
  now = state;
}

function box(name: string): HTMLInputElement {
  return document.querySelector(`[data-testid=${name}]`) as HTMLInputElement;
}

beforeEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
  said = [];
  tones = 0;
  now = null;
  voices = [{ lang: "en-GB", localService: true }];
  vi.stubGlobal("AudioContext", Sound);
  vi.stubGlobal("SpeechSynthesisUtterance", class { constructor(readonly text: string) {} });
  vi.stubGlobal("speechSynthesis", {
    getVoices: () => voices,
    cancel: vi.fn(),
    speak: ({ text }: { text: string }) => said.push(text),
  });
  view = new View(document.body, { start: vi.fn(), stop: vi.fn(), pain: vi.fn(), goOn: vi.fn(), chooseCamera: vi.fn() });
  commentary = new Commentary(view);
  commentary.unlock();
  follow({});
  return () => view.remove();
});

describe("what is said", () => {
  it("is the cue rather than the number, once", () => {
    follow({ reps: 1, cue: CUE });
    follow({ reps: 1, cue: CUE });
    expect(said).toEqual(["Long neck."]);
    follow({ reps: 2, cue: { ...CUE, count: 2 } });
    expect(said).toEqual(["Long neck.", "Long neck."]);
  });

  it("is the number, and praise with it", () => {
    follow({ reps: 1, statusSay: "Well done." });
    follow({ reps: 2, statusSay: "" });
    expect(said).toEqual(["1. Well done.", "2."]);
  });

  it("is every tenth second of a hold", () => {
    for (let reps = 1; reps <= 20; reps++) follow({ reps, unit: "seconds" });
    expect(said).toEqual(["10.", "20."]);
  });

  it("is nothing while the camera is off", () => {
    follow({ reps: 3, cue: CUE, statusSay: "Step in." }, false);
    expect([said, tones]).toEqual([[], 0]);
  });
});

describe("voice, tone and text", () => {
  it.each([
    ["voice", 0, true, "Keep your neck long."],
    ["tone", 1, false, "Keep your neck long."],
    ["text", 1, true, ""],
  ])("%s can be switched off by itself", (name, words, sounds, text) => {
    box(name).click();
    follow({ cue: CUE });
    expect(said).toHaveLength(words);
    expect(tones > 0).toBe(sounds);
    expect(document.querySelector("[data-testid=cue] .long")?.textContent ?? "").toBe(text);
  });

  it("are remembered by the browser", () => {
    box("voice").click();
    view.remove();
    view = new View(document.body, { start: vi.fn(), stop: vi.fn(), pain: vi.fn(), goOn: vi.fn(), chooseCamera: vi.fn() });
    expect(["text", "voice", "tone"].map((name) => box(name).checked)).toEqual([true, false, true]);
  });

  it("say so where the computer has no voice of its own", () => {
    const none = document.querySelector<HTMLElement>(".none");
    expect(none?.hidden).toBe(true);
    // Others would send the words to a server to be spoken.
    voices = [{ lang: "en-US", localService: false }];
    commentary.close();
    commentary = new Commentary(view);
    expect(none?.hidden).toBe(false);
    commentary.unlock();
    follow({ cue: CUE });
    expect(said).toEqual([]);
    expect(tones).toBeGreaterThan(0);
  });
});
