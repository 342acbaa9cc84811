/** The camera: opening, choosing, truly closing, and saying in words what went wrong. */

export interface Camera {
  stream: MediaStream;
  track: MediaStreamTrack;
  deviceId: string;
}

export interface CameraChoice {
  id: string;
  label: string;
}

/** A camera problem in one sentence that says what to do. */
export class CameraError extends Error {}

const WIDTH = 640;
const HEIGHT = 480;
const FRAME_RATE = 30;

/** Opens the camera chosen, or the one the browser prefers. */
export async function openCamera(deviceId: string | null): Promise<Camera> {
  // Browsers hide the camera on plain http from anything but this computer.
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError(explain("InsecureContext"));
  const video: MediaTrackConstraints = {
    width: { ideal: WIDTH },
    height: { ideal: HEIGHT },
    frameRate: { ideal: FRAME_RATE },
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    const track = stream.getVideoTracks()[0];
    if (!track) throw new CameraError(explain("NotFoundError"));
    return { stream, track, deviceId: track.getSettings().deviceId ?? "" };
  } catch (error) {
    if (error instanceof CameraError) throw error;
    throw new CameraError(explain(error instanceof Error ? error.name : ""));
  }
}

/** Turns the camera off: its light goes out. */
export function closeCamera(camera: Camera): void {
  camera.stream.getTracks().forEach((track) => track.stop());
}

/** Lists the cameras; their names are known only once one has been allowed. */
export async function listCameras(): Promise<CameraChoice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices
    .filter((device) => device.kind === "videoinput")
    .map((device, index) => ({ id: device.deviceId, label: device.label || `Camera ${index + 1}` }));
}

const SENTENCES: Record<string, string> = {
  NotAllowedError:
    "The browser was not allowed to use the camera: click the camera sign beside the address, " +
    "choose Allow, and press Start again.",
  NotFoundError: "No camera was found: plug one in or switch it on, and press Start again.",
  NotReadableError:
    "The camera is in use by another program: close that program, and press Start again.",
  OverconstrainedError: "That camera is not there any more: choose another one, and press Start.",
  InsecureContext:
    "This browser shows the camera only to pages opened on this computer or over https: open " +
    "Posture Lab at http://localhost, or ask your clinic for its https address.",
};

/** Returns one sentence for a getUserMedia error name. */
export function explain(name: string): string {
  const same: Record<string, string> = {
    AbortError: "NotReadableError",
    TrackStartError: "NotReadableError",
    DevicesNotFoundError: "NotFoundError",
    SecurityError: "NotAllowedError",
    PermissionDeniedError: "NotAllowedError",
  };
  return (
    SENTENCES[same[name] ?? name] ??
    "The camera could not be started: unplug it or close other programs that use it, and press " +
      "Start again."
  );
}

/** Returns one sentence for whatever kept the camera from starting. */
export function sentenceFor(error: unknown): string {
  if (error instanceof CameraError) return error.message;
  console.error("Posture Lab:", error);
  return explain("");
}
