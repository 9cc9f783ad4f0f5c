"""The headers that every answer carries: the protocol's, and those that protect the reader."""

from flask import Flask, Response, request

from server.settings import Settings

PROTOCOL = {"Doorstep-Protocol": "1", "Doorstep-Oldest-Protocol": "1", "Doorstep-Oldest-Build": "1"}

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

PROTECTION = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
}

YEAR = 365 * 24 * 3600


def plug_in(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer of the app."""
    fixed = PROTOCOL | PROTECTION
    if settings.tls:
        fixed |= {"Strict-Transport-Security": f"max-age={YEAR}; includeSubDomains"}

    @app.after_request
    def add_headers(answer: Response) -> Response:
        answer.headers.update(fixed)
        if "Cache-Control" not in answer.headers or request.path.startswith("/api/"):
            answer.headers["Cache-Control"] = "no-store"
        return answer
