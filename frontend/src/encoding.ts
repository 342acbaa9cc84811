/** Bytes to base64: typed arrays travel inside the JSON that Streamlit carries. */

const CHUNK = 0x8000;

/** Returns the bytes of a typed array in base64. */
export function toBase64(view: ArrayBufferView): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(text);
}
