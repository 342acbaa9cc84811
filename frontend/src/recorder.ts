/** Records the camera on this computer, only when the person asks for it. */

const TYPES = ["video/mp4;codecs=avc1", "video/webm;codecs=vp9", "video/webm"];

export interface Recording {
  url: string;
  fileName: string;
}

export class Recorder {
  private recorder: MediaRecorder | null = null;
  private parts: Blob[] = [];

  get isRecording(): boolean {
    return this.recorder?.state === "recording";
  }

  start(stream: MediaStream): void {
    const type = TYPES.find((candidate) => MediaRecorder.isTypeSupported(candidate));
    this.parts = [];
    this.recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
    this.recorder.ondataavailable = (event) => this.parts.push(event.data);
    this.recorder.start(1000);
  }

  /** Ends the recording; resolves to a link that only this page can open, or null. */
  stop(): Promise<Recording | null> {
    const recorder = this.recorder;
    this.recorder = null;
    if (!recorder || recorder.state === "inactive") return Promise.resolve(null);
    return new Promise((resolve) => {
      recorder.onstop = () => {
        const blob = new Blob(this.parts, { type: recorder.mimeType });
        this.parts = [];
        const ending = recorder.mimeType.includes("mp4") ? "mp4" : "webm";
        resolve({ url: URL.createObjectURL(blob), fileName: `practice.${ending}` });
      };
      recorder.stop();
    });
  }
}
