/**
 * One practice at a time in a browser: two tabs would share a camera, speak over each other, and slow
 * each other down. The tab in which Start was pressed last goes on.
 */

interface Message {
  page: string;
  /** "begun": the camera was turned on here. "ended": it was turned off here for that reason. */
  what: "begun" | "ended";
}

export interface Neighbours {
  /** Practice has begun in another tab. Returns whether one was under way here. */
  onBegun(): boolean;
  /** A practice in another tab has ended because one has begun here. */
  onEnded(): void;
}

export class OtherTabs {
  // Browsers without it are older than the pose model needs.
  private readonly channel = "BroadcastChannel" in window ? new BroadcastChannel("posture-lab") : null;

  constructor(
    private readonly page: string,
    neighbours: Neighbours,
  ) {
    if (!this.channel) return;
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.page === page) return;
      if (data.what === "ended") neighbours.onEnded();
      else if (neighbours.onBegun()) this.say("ended");
    };
  }

  /** To be called when the camera has been turned on. */
  begun(): void {
    this.say("begun");
  }

  close(): void {
    this.channel?.close();
  }

  private say(what: Message["what"]): void {
    this.channel?.postMessage({ page: this.page, what } satisfies Message);
  }
}
