// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Bystanders, type FromCounter, type ToCounter } from "../src/inference/bystanders";

const OPTIONS = { base: "/", model: "pose.task", delegate: "CPU" } as const;
const VIDEO = { videoWidth: 640 } as HTMLVideoElement;

/** The browser's side: a thread that answers when the test says so. */
class Thread {
  static last: Thread;
  onmessage: ((event: { data: FromCounter }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  asked: ToCounter[] = [];
  ended = false;
  constructor() {
    Thread.last = this;
  }
  postMessage(message: ToCounter): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: FromCounter): void {
    this.onmessage?.({ data });
  }
  /** The rounds that the pictures asked about belong to. */
  get looks(): number[] {
    return this.asked.flatMap((item) => (item.type === "picture" ? [item.look] : []));
  }
}

const watcher = { onPeople: vi.fn(), onUncounted: vi.fn() };
let bystanders: Bystanders;
const settled = async () => {
  await vi.advanceTimersByTimeAsync(0);
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  vi.stubGlobal("Worker", Thread);
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({}));
  bystanders = new Bystanders(OPTIONS, watcher);
});

afterEach(() => {
  bystanders.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("people in the picture", () => {
  it("are looked for at once, and again every few seconds", async () => {
    Thread.last.say({ type: "ready" });
    await bystanders.loaded;
    bystanders.look(VIDEO, true);
    await settled();
    expect(Thread.last.looks).toEqual([1]);
    Thread.last.say({ type: "people", people: 2, look: 1 });
    expect(watcher.onPeople).toHaveBeenLastCalledWith(2);
    await vi.advanceTimersByTimeAsync(2600);
    expect(Thread.last.looks).toEqual([1, 1]);
  });

  it("are looked for as soon as it is loaded, if that was asked before", async () => {
    bystanders.look(VIDEO, true);
    await settled();
    expect(Thread.last.looks).toEqual([]);
    Thread.last.say({ type: "ready" });
    await settled();
    expect(Thread.last.looks).toEqual([1]);
  });

  it("are counted in the picture of now, not in one of before", async () => {
    Thread.last.say({ type: "ready" });
    bystanders.look(VIDEO, true);
    await settled();
    bystanders.look(VIDEO, false);
    bystanders.look(VIDEO, true);
    Thread.last.say({ type: "people", people: 1, look: 1 });
    expect(watcher.onPeople).not.toHaveBeenCalled();
    await settled();
    // Asked anew without waiting for the next turn.
    expect(Thread.last.looks).toEqual([1, 2]);
    Thread.last.say({ type: "people", people: 2, look: 2 });
    expect(watcher.onPeople.mock.calls).toEqual([[2]]);
  });
});

describe("people that cannot be counted", () => {
  const given = async () => {
    await bystanders.loaded;
    expect(watcher.onUncounted).toHaveBeenCalledOnce();
    bystanders.look(VIDEO, true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(watcher.onUncounted).toHaveBeenCalledOnce();
  };

  it("because the worker did not start", async () => {
    Thread.last.onerror?.({ message: "not found" });
    expect(Thread.last.ended).toBe(true);
    await given();
  });

  it("because the model could not be loaded", async () => {
    Thread.last.say({ type: "failed", message: "no memory" });
    await given();
  });

  it("because it takes for ever to load", async () => {
    await vi.advanceTimersByTimeAsync(31_000);
    await given();
  });

  it("because no answer comes while somebody waits for it", async () => {
    Thread.last.say({ type: "ready" });
    bystanders.look(VIDEO, true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(watcher.onUncounted).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    await given();
  });

  it("because the browser has no workers", async () => {
    bystanders.close();
    vi.unstubAllGlobals();
    Reflect.deleteProperty(window, "Worker");
    bystanders = new Bystanders(OPTIONS, watcher);
    await given();
  });
});
