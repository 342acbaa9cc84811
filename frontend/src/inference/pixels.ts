/** A picture's pixels in plain memory: that is where the model reads them. */

export type Picture = ImageBitmap | VideoFrame | HTMLVideoElement;

/** Copies pictures into one and the same memory, so what it returned last is overwritten. */
export class PixelReader {
  private pixels: ImageData | null = null;
  private readonly canvas = new OffscreenCanvas(1, 1);

  /** Returns a camera frame's pixels; without drawing, where the browser can do that. */
  async copy(frame: VideoFrame): Promise<ImageData> {
    const { displayWidth, displayHeight } = frame;
    if (!isUpright(frame)) return this.draw(frame, displayWidth, displayHeight);
    const pixels = this.sized(displayWidth, displayHeight);
    try {
      await frame.copyTo(pixels.data, { format: "RGBA" } as VideoFrameCopyToOptions);
      return pixels;
    } catch (error) {
      // Browsers from before 2024 copy without converting colours.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      return this.draw(frame, displayWidth, displayHeight);
    }
  }

  /** Returns any picture's pixels by drawing it. */
  draw(picture: Picture, width: number, height: number): ImageData {
    const { canvas } = this;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen) throw new Error("this browser cannot draw");
    pen.drawImage(picture, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  }

  private sized(width: number, height: number): ImageData {
    if (this.pixels?.width !== width || this.pixels.height !== height) {
      this.pixels = new ImageData(width, height);
    }
    return this.pixels;
  }
}

/** Whether the frame is shown as it lies in memory: neither turned nor stretched. */
function isUpright(frame: VideoFrame): boolean {
  const { visibleRect, displayWidth, displayHeight } = frame;
  const { rotation = 0, flip = false } = frame as { rotation?: number; flip?: boolean };
  const whole = visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
  return whole && rotation === 0 && !flip;
}

/** Mirrors the pixels where they are. */
export function mirrorPixels({ data, width, height }: ImageData): void {
  const all = new Uint32Array(data.buffer, data.byteOffset, width * height);
  for (let start = 0; start < all.length; start += width) {
    all.subarray(start, start + width).reverse();
  }
}

/** Mean brightness (luma) of every `step`-th of the RGBA pixels, 0 to 255. */
export function meanBrightness(rgba: Uint8ClampedArray, step = 1): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < rgba.length; i += 4 * step) {
    sum += 0.299 * (rgba[i] ?? 0) + 0.587 * (rgba[i + 1] ?? 0) + 0.114 * (rgba[i + 2] ?? 0);
    count++;
  }
  return sum / count;
}
