/** Entry of the live camera component: Streamlit calls this on every run of the page's script. */

import { Practice } from "./practice";
import type { Batch, ServerState } from "./protocol";
import "./style.css";

interface ComponentArgs {
  /** A `ServerState` as JSON. */
  data: { state: string };
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue(name: "batch", value: Batch): void;
}

const MODEL = "pose_landmarker_full.task";

/** The page may take the component away and put it back at once, when a phone is turned for example. */
const GRACE_MS = 500;

let practice: Practice | null = null;
let place: ComponentArgs["parentElement"] | null = null;
let send: ComponentArgs["setTriggerValue"] | null = null;
let leaving: ReturnType<typeof setTimeout> | undefined;

export default function component(args: ComponentArgs): () => void {
  const { parentElement, data } = args;
  clearTimeout(leaving);
  send = args.setTriggerValue;
  if (!practice) {
    const base = new URL(/* @vite-ignore */ "./", import.meta.url).href;
    const post = (batch: Batch) => send?.("batch", batch);
    practice = new Practice(parentElement, { base, model: MODEL, delegate: "auto" }, post);
    // For the benchmark and for people who want to look under the bonnet.
    (window as unknown as { postureLab?: Practice }).postureLab = practice;
  } else if (place !== parentElement) {
    practice.moveTo(parentElement);
  }
  place = parentElement;
  practice.update(JSON.parse(data.state) as ServerState);
  return () => {
    // Somebody else's place by now: nothing of ours is there any more.
    if (place !== parentElement) return;
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      practice?.remove();
      practice = place = send = null;
    }, GRACE_MS);
  };
}
