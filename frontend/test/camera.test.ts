import { afterEach, describe, expect, it, vi } from "vitest";

import { CameraError, closeCamera, explain, listCameras, openCamera } from "../src/camera";

function withDevices(devices: Partial<MediaDevices> | undefined): void {
  vi.stubGlobal("navigator", { mediaDevices: devices });
}

const refuse = (name: string) => () => Promise.reject(new DOMException("no", name));

afterEach(() => vi.unstubAllGlobals());

describe("what went wrong with the camera", () => {
  it.each([
    ["NotAllowedError", "was not allowed to use the camera"],
    ["NotFoundError", "No camera was found"],
    ["NotReadableError", "in use by another program"],
    ["AbortError", "in use by another program"],
    ["OverconstrainedError", "choose another one"],
    ["SomethingElse", "could not be started"],
  ])("%s is said in one sentence with what to do", async (name, words) => {
    withDevices({ getUserMedia: refuse(name) });
    const error = await openCamera(null).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CameraError);
    expect((error as Error).message).toContain(words);
    expect((error as Error).message).toMatch(/press Start|choose another/);
  });

  it("names http when the browser hides the camera", async () => {
    withDevices(undefined);
    await expect(openCamera(null)).rejects.toThrow(/over https/);
    expect(await listCameras()).toEqual([]);
    expect(explain("InsecureContext")).toContain("http://localhost");
  });
});

describe("the camera", () => {
  it("chosen is asked for exactly, and is off when closed", async () => {
    const track = { stop: vi.fn(), getSettings: () => ({ deviceId: "b" }) };
    const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
    const getUserMedia = vi.fn().mockResolvedValue(stream);
    withDevices({ getUserMedia });
    const camera = await openCamera("b");
    expect(getUserMedia.mock.calls[0]?.[0]).toMatchObject({
      audio: false,
      video: { deviceId: { exact: "b" } },
    });
    closeCamera(camera);
    expect(track.stop).toHaveBeenCalledOnce();
  });

  it("list leaves microphones out and names the nameless", async () => {
    const enumerateDevices = () =>
      Promise.resolve([
        { kind: "audioinput", deviceId: "m", label: "Mic" },
        { kind: "videoinput", deviceId: "a", label: "" },
      ] as MediaDeviceInfo[]);
    withDevices({ enumerateDevices });
    expect(await listCameras()).toEqual([{ id: "a", label: "Camera 1" }]);
  });
});
