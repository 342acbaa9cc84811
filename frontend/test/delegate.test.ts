import { afterEach, beforeEach, expect, it, vi } from "vitest";

const created: string[] = [];
let gpuTakesMs = 0;
let nowMs = 0;

vi.mock("@mediapipe/tasks-vision", () => ({
  FilesetResolver: { forVisionTasks: () => Promise.resolve({ wasmLoaderPath: "loader.js" }) },
  PoseLandmarker: {
    createFromOptions: (_: unknown, { baseOptions }: { baseOptions: { delegate: string } }) => {
      created.push(baseOptions.delegate);
      if (baseOptions.delegate === "GPU" && gpuTakesMs < 0) throw new Error("no such thing");
      return Promise.resolve({
        detectForVideo: () => {
          nowMs += gpuTakesMs;
          return { close: () => undefined };
        },
        close: () => undefined,
      });
    },
  },
}));

function browserWith(renderer: string): void {
  const gl = {
    UNMASKED_RENDERER_WEBGL: 1,
    getExtension: (name: string) =>
      name === "WEBGL_lose_context" ? { loseContext: () => undefined } : { UNMASKED_RENDERER_WEBGL: 1 },
    getParameter: () => renderer,
  };
  vi.stubGlobal("OffscreenCanvas", class {
    getContext(kind: string): unknown {
      return kind === "webgl2" ? gl : { fillRect: () => undefined };
    }
    transferToImageBitmap(): { close(): void } {
      return { close: () => undefined };
    }
  });
}

async function chosen(): Promise<string> {
  const { load } = await import("../src/inference/landmarker");
  return (await load({ base: "/", model: "pose.task", delegate: "auto" })).delegate;
}

beforeEach(() => {
  created.length = nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
  vi.spyOn(console, "info").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("a quick graphics processor is used", async () => {
  gpuTakesMs = 12;
  browserWith("Some Graphics 630");
  expect(await chosen()).toBe("GPU");
});

it.each([
  ["slow", 400],
  ["broken", -1],
])("a %s one gives way to the processor", async (_, takesMs) => {
  gpuTakesMs = takesMs;
  browserWith("Some Graphics 630");
  expect(await chosen()).toBe("CPU");
  expect(created).toEqual(["GPU", "CPU"]);
});

it("software that draws in its place is not even tried", async () => {
  browserWith("ANGLE (SwiftShader Device)");
  expect(await chosen()).toBe("CPU");
  expect(created).toEqual(["CPU"]);
});
