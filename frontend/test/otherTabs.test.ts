// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { OtherTabs } from "../src/otherTabs";

/** The browser's side: hands every message to the other tabs at once. */
class Channel {
  static all: Channel[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(readonly name: string) {
    Channel.all.push(this);
  }
  postMessage(data: unknown): void {
    for (const other of Channel.all) if (other !== this) other.onmessage?.({ data });
  }
  close(): void {
    Channel.all = Channel.all.filter((channel) => channel !== this);
  }
}

function tab(page: string, on: boolean) {
  const neighbours = { onBegun: vi.fn(() => on), onEnded: vi.fn() };
  return { ...neighbours, tabs: new OtherTabs(page, neighbours) };
}

beforeEach(() => {
  Channel.all = [];
  vi.stubGlobal("BroadcastChannel", Channel);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("practice in several tabs", () => {
  it("ends in the others when it begins in one, and each hears of it", () => {
    const one = tab("one", true);
    const two = tab("two", false);
    two.tabs.begun();
    expect(one.onBegun).toHaveBeenCalledOnce();
    expect(two.onEnded).toHaveBeenCalledOnce();
    expect(two.onBegun).not.toHaveBeenCalled();
    expect(one.onEnded).not.toHaveBeenCalled();
  });

  it("says nothing where nobody practised", () => {
    const one = tab("one", false);
    const two = tab("two", false);
    two.tabs.begun();
    expect(one.onBegun).toHaveBeenCalledOnce();
    expect(two.onEnded).not.toHaveBeenCalled();
  });

  it("is over once the page is left", () => {
    const one = tab("one", true);
    const two = tab("two", false);
    one.tabs.close();
    two.tabs.begun();
    expect(one.onBegun).not.toHaveBeenCalled();
  });
});
