"""The phone app: built files, and its first page for every address that is a screen's."""

from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.routing import PathConverter
from werkzeug.security import safe_join

from server.api.bodies import packed
from server.api.guard import open_to_all
from server.api.logs import logs_nothing
from server.policy.refusal import Refusal

blueprint = Blueprint("pwa", __name__)

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}

PACKED_ALREADY = {".png", ".ico", ".woff2"}

NOT_BUILT = """<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Doorstep</title>
<h1>The app has not been built</h1><p>The server runs. Run <code>./run</code>, or
<code>npm run build</code> in the folder <code>pwa</code>, then load this page again.</p></html>"""


class PagePath(PathConverter):
    """Every path but the server's own: there a wrong method or address is answered as such."""

    regex = r"(?!api(?:/|$)|healthz$|openapi\.json$).*?"


def plug_in(app: Flask, folder: Path) -> None:
    """Serve this folder."""
    app.config["DOORSTEP_PWA"] = folder
    app.url_map.converters["page"] = PagePath
    app.register_blueprint(blueprint)


@blueprint.get("/")
@blueprint.get("/<page:path>")
@open_to_all("the shell of the app holds no data and must load before anyone signs in")
@logs_nothing("the shell of the app holds no data")
def serve(path: str = "index.html") -> Response:
    """A built file, or the first page for an address that only the app knows."""
    folder: Path = current_app.config["DOORSTEP_PWA"]
    joined = safe_join(str(folder), path)
    if joined is None or "\0" in path:
        raise Refusal("not_found")
    file = Path(joined)
    if not _is_there(file):
        if path.startswith("assets/"):
            raise Refusal("not_found")  # a page of HTML in place of a script would only confuse
        file = folder / "index.html"
        if not _is_there(file):
            return Response(NOT_BUILT, 503, mimetype="text/html")
    return _answer(file, hashed=path.startswith("assets/"))


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name longer than any file may have
        return False


def _answer(file: Path, *, hashed: bool) -> Response:
    mimetype = TYPES.get(file.suffix, "application/octet-stream")
    body = file.read_bytes()
    answer = Response(body) if file.suffix in PACKED_ALREADY else packed(body)
    answer.headers["Content-Type"] = mimetype
    answer.headers["Cache-Control"] = FOR_EVER if hashed else ASK_FIRST
    answer.add_etag()
    answer.make_conditional(request)
    return answer
