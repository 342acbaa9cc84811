// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";

import { View } from "../src/view";

let view: View;
const actions = { start: vi.fn(), stop: vi.fn(), pain: vi.fn(), goOn: vi.fn(), chooseCamera: vi.fn() };

beforeEach(() => {
  document.body.replaceChildren();
  vi.clearAllMocks();
  view = new View(document.body, actions);
  return () => view.remove();
});

function mark<T extends HTMLElement = HTMLElement>(name: string): T {
  const found = document.querySelector<T>(`[data-testid="${name}"]`);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

const press = (key: string, on: EventTarget = document.body) =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));

describe("the marks that tests and assistive tools rely on", () => {
  it("are all there, and nothing can be pressed before it is wired", () => {
    for (const name of ["setup-status", "rep-count", "cue", "live-error"]) mark(name);
    for (const name of ["start", "stop", "pain"]) {
      expect(mark<HTMLButtonElement>(name).disabled).toBe(true);
    }
  });

  it("pass the keyboard on when the button it is on is switched off", () => {
    view.showCamera(false, true);
    mark("start").focus();
    view.showCamera(false, false);
    view.showCamera(true, true);
    expect(document.activeElement).toBe(mark("stop"));
    view.showCamera(false, true);
    expect(document.activeElement).toBe(mark("start"));
    mark("text").focus();
    view.showCamera(true, true);
    expect(document.activeElement).toBe(mark("text"));
  });

  it("say when the person is in position", () => {
    view.showStatus("Turn sideways.", false);
    expect(mark("setup-status").dataset["ready"]).toBe("false");
    view.showStatus("You are in position.", true);
    expect(mark("setup-status").dataset["ready"]).toBe("true");
    expect(mark("setup-status").textContent).toBe("You are in position.");
    expect(mark("setup-status").getAttribute("role")).toBe("status");
  });

  it("hold the count as a number, and the cue with its id in a live region", () => {
    view.showCount(7, "of 10");
    view.showCue("head_up", "Keep your neck long.");
    expect(mark("rep-count").textContent).toBe("7");
    expect(mark("cue").dataset["cueId"]).toBe("head_up");
    expect(mark("cue").getAttribute("aria-live")).toBe("assertive");
    view.showCue("", "");
    expect(mark("cue").textContent).toBe("");
  });

  it("say a cue and what to do next in a few large words as well", () => {
    view.showCue("head_up", "Keep your neck long.", "Long neck.");
    expect(mark("cue").querySelector(".short")?.textContent).toBe("Long neck.");
    expect(mark("cue").querySelector(".short")?.getAttribute("aria-hidden")).toBe("true");
    expect(mark("cue").querySelector(".long")?.textContent).toBe("Keep your neck long.");
    view.showStatus("Step back until your feet are in the picture.", false, "Step back.");
    expect(mark("prompt").textContent).toBe("Step back.");
  });

  it("offer to go on, and no longer once the camera is off", () => {
    expect(mark("go-on").hidden).toBe(true);
    view.showOffer("Start the next set");
    expect(mark("go-on").hidden).toBe(false);
    mark("go-on").click();
    expect(actions.goOn).toHaveBeenCalledOnce();
    view.showCamera(false, true);
    expect(mark("go-on").hidden).toBe(true);
  });

  it("keep a cue's id when its words are switched off", () => {
    mark<HTMLInputElement>("text").click();
    view.showCue("head_up", "Keep your neck long.");
    expect(mark("cue").textContent).toBe("");
    expect(mark("cue").dataset["cueId"]).toBe("head_up");
  });

  it("pace a breath for the eyes, and leave it alone where none is counted", () => {
    view.showBreath({ way: "in", seconds: 4 });
    const disc = mark("breath");
    expect([disc.hidden, disc.dataset["way"], disc.style.transitionDuration]).toEqual([
      false,
      "in",
      "4s",
    ]);
    view.showBreath({ way: "out", seconds: 6 });
    expect(disc.style.transitionDuration).toBe("6s");
    view.showBreath(null);
    expect(disc.hidden).toBe(true);
  });

  it("show an error as an alert, and take it away", () => {
    view.showError("No camera was found.");
    expect(mark("live-error").hidden).toBe(false);
    expect(mark("live-error").getAttribute("role")).toBe("alert");
    view.showError(null);
    expect(mark("live-error").hidden).toBe(true);
  });
});

it("shows what is good to know without hiding the status, and takes it away", () => {
  view.showNote("People are not counted.");
  expect(mark("live-note").textContent).toBe("People are not counted.");
  expect(mark("live-note").getAttribute("role")).toBe("status");
  view.showNote(null);
  expect(mark("live-note").textContent).toBe("");
});

describe("keyboard and buttons", () => {
  it("start, stop and pain reach the practice", () => {
    view.showCamera(false, true);
    mark("start").click();
    view.showCamera(true, true);
    expect(mark<HTMLButtonElement>("start").disabled).toBe(true);
    mark("stop").click();
    mark("pain").click();
    expect([actions.start, actions.stop, actions.pain].map((f) => f.mock.calls.length)).toEqual([1, 1, 1]);
  });

  it("P means pain and Escape means stop, but not while something is chosen or typed", () => {
    press("p");
    press("Escape");
    press("p", mark("camera"));
    expect(actions.pain).toHaveBeenCalledOnce();
    expect(actions.stop).toHaveBeenCalledOnce();
    // Somebody who has just switched the voice off is not typing.
    press("p", mark("voice"));
    expect(actions.pain).toHaveBeenCalledTimes(2);
  });

  it("are deaf once the component is gone", () => {
    view.remove();
    press("p");
    expect(actions.pain).not.toHaveBeenCalled();
  });
});

it("offers a choice of cameras only when there are several", () => {
  view.showCameras([{ id: "a", label: "A" }], "a");
  expect(mark("camera").closest("label")?.hidden).toBe(true);
  view.showCameras([{ id: "a", label: "A" }, { id: "b", label: "B" }], "b");
  expect(mark("camera").closest("label")?.hidden).toBe(false);
  expect(mark<HTMLSelectElement>("camera").value).toBe("b");
});
