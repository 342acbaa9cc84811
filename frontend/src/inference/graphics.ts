/** What draws the page: a graphics processor, or software in its place. */

/** Whether WebGL is drawn by a graphics processor rather than by software. */
export function hasHardwareGraphics(): boolean {
  if (!("OffscreenCanvas" in globalThis)) return false;
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!gl) return false;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !/swiftshader|llvmpipe|software|basic render/i.test(name);
}
