/** Entry of the live camera component: Streamlit calls this on every run of the page's script. */

import { Practice } from "./practice";
import type { Batch, ServerState } from "./protocol";
import "./style.css";

interface ComponentArgs {
  data: ServerState;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue(name: "batch", value: Batch): void;
}

const MODEL = "pose_landmarker_full.task";

const practices = new WeakMap<object, Practice>();

export default function component(args: ComponentArgs): () => void {
  const { parentElement, data } = args;
  let practice = practices.get(parentElement);
  if (!practice) {
    const base = new URL(/* @vite-ignore */ "./", import.meta.url).href;
    const post = (batch: Batch) => args.setTriggerValue("batch", batch);
    practice = new Practice(parentElement, { base, model: MODEL, delegate: "auto" }, post);
    practices.set(parentElement, practice);
    // For the benchmark and for people who want to look under the bonnet.
    (window as unknown as { postureLab?: Practice }).postureLab = practice;
  }
  practice.update(data);
  return () => {
    practices.get(parentElement)?.remove();
    practices.delete(parentElement);
  };
}
