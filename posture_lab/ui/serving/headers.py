"""What every answer tells the browser about the page: what it may load, and that none frames it."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PAGE: Final = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_MEDIA: Final = "/media/"

FIXED: Final = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), payment=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers that are the same for every answer."""

MEDIA_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
)
"""For clips, pictures and downloads: opened by themselves they run and load nothing."""


def page_policy(page: str) -> str:
    """Return the content policy for Streamlit's page.

    Everything comes from this server. WebAssembly is the pose network's; ``blob:`` is what the
    page's own scripts have made: the review, workers, the camera's recordings. Streamlit writes
    styles into the page; the one script it writes there is known by its hash.

    Parameters
    ----------
    page : the HTML of Streamlit's page.
    """
    scripts = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE.findall(page))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {scripts}".rstrip(),
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


class SecurityHeaders:
    """Adds the headers to every answer, also to those that turn somebody away."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._policy = page_policy(_PAGE.read_text("utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its answer carries the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        media = scope["path"].startswith(_MEDIA)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(FIXED)
                headers["Content-Security-Policy"] = MEDIA_POLICY if media else self._policy
                if media:
                    # Nothing of a person stays in the browser's own store.
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
