/// <reference lib="webworker" />
/** Counts the people in a picture now and then, beside the thread that follows one of them. */

import type { PoseLandmarker } from "@mediapipe/tasks-vision";

import { loadCounter } from "./landmarker";
import type { FromCounter, ToCounter } from "./bystanders";

let counter: PoseLandmarker | null = null;

const say = (message: FromCounter) => postMessage(message);

async function receive(message: ToCounter): Promise<void> {
  if (message.type === "load") {
    counter = await loadCounter(message.options);
    // The first picture takes several times as long as the others: not while somebody waits.
    counter.detect(new ImageData(64, 64));
    say({ type: "ready" });
  } else if (counter) {
    const people = counter.detect(message.picture).landmarks.length;
    message.picture.close();
    say({ type: "people", people, look: message.look });
  }
}

self.onmessage = (event: MessageEvent<ToCounter>) => {
  receive(event.data).catch((error: unknown) => {
    say({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  });
};
