/** What the page says by itself; everything else comes from the server. */

export const MODEL_FAILED =
  "The pose model could not be started in this browser: reload the page, or try another browser " +
  "or a newer version of this one.";

export const SERVER_AWAY =
  "Posture Lab does not answer at the moment: keep this page open, it goes on by itself " +
  "when the program is back, and nothing is lost.";

export const UNPLUGGED =
  "The camera was disconnected: plug it in again and the practice goes on where it was.";

export const ASKING = "The browser asks whether this page may use the camera: choose Allow.";

export const UNCOUNTED =
  "This browser cannot count the people in the picture: make sure that you are the only one in it.";

export const BEGUN_ELSEWHERE =
  "Practice was started in another tab, so the camera is off here.";

export const ENDED_ELSEWHERE =
  "The practice in another tab was stopped by starting here.";
