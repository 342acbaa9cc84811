/** Keeps the screen on while somebody practises: nobody touches the computer meanwhile. */

export class Wakefulness {
  private wanted = false;
  private lock: WakeLockSentinel | null = null;

  constructor() {
    document.addEventListener("visibilitychange", this.again);
  }

  /** To be called when the camera is turned on. */
  hold(): void {
    this.wanted = true;
    void this.request();
  }

  /** To be called when the camera is turned off. */
  release(): void {
    this.wanted = false;
    this.lock?.release().catch((error: unknown) => console.info("Posture Lab:", error));
    this.lock = null;
  }

  close(): void {
    document.removeEventListener("visibilitychange", this.again);
    this.release();
  }

  /** The browser lets go of it when another tab is put in front. */
  private readonly again = () => {
    if (this.wanted && document.visibilityState === "visible") void this.request();
  };

  private async request(): Promise<void> {
    try {
      const lock = await navigator.wakeLock?.request("screen");
      if (!lock) return;
      if (this.wanted) this.lock = lock;
      else await lock.release();
    } catch (error) {
      // Not allowed while the battery is low, for example: the computer may fall asleep then.
      console.info("Posture Lab: the screen may go dark:", error);
    }
  }
}
