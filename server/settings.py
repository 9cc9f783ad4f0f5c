"""The only reader of the environment: every setting, its default and what it means."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

CHECKOUT = Path(__file__).resolve().parent.parent


class Setting(NamedTuple):
    """One line of the table in the README."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("DOORSTEP_VAR", "var", "Folder for the embedded database and the keys."),
    Setting("DATABASE_URL", "", "`postgresql://…`; when empty, SQLite in `DOORSTEP_VAR`."),
    Setting("PORT", "8000", "Port on which the web server listens."),
    Setting("DOORSTEP_HOST", "127.0.0.1", "Address on which it listens; a TLS proxy stands in front of it."),
    Setting("DOORSTEP_URL", "", "Address that people type; with `https://` cookies are `__Host-`."),
    Setting("DOORSTEP_PROXIES", "0", "Number of your own proxies that set `X-Forwarded-For`."),
    Setting("SECRET_KEY", "", "Signs cookies and cursors; when empty, made once and kept in `DOORSTEP_VAR`."),
    Setting("DOORSTEP_THREADS", "32", "Requests that are answered at the same time."),
    Setting("DOORSTEP_STREAMS", "24", "How many of those may be open event streams; more get 503."),
    Setting(
        "DOORSTEP_MAIL", "", "E-mail: see [docs/channels.md](docs/channels.md). `{to}` is the recipient."
    ),
    Setting("DOORSTEP_TEXT", "", "Text messages, in the same way."),
    Setting("DOORSTEP_VOICE", "", "Telephone calls, in the same way."),
    Setting("DOORSTEP_PUSH_HOSTS", "", "Hosts, by comma, of push services of your own, inside your network."),
    Setting("DOORSTEP_PING_URL", "", "Asked for each minute while all is well: a dead-man check of yours."),
    Setting("DOORSTEP_PWA", "pwa/dist", "Folder of the built phone app."),
)


class BadSetting(Exception):
    """A setting that cannot be used, said in plain words."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as the rest of the server reads them. `secret_key` is None when it has to be made."""

    var: Path
    database_url: str
    port: int
    host: str
    url: str
    proxies: int
    secret_key: str | None
    threads: int
    streams: int
    mail: str
    text: str
    voice: str
    push_hosts: frozenset[str]
    ping_url: str
    pwa: Path

    @property
    def tls(self) -> bool:
        """True when people reach the server by https."""
        return self.url.startswith("https://")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment. Raises BadSetting for a value that cannot be used."""
    given = _Given(os.environ if environ is None else environ)
    var = given.folder("DOORSTEP_VAR")
    port = given.number("PORT", 1, 65535)
    threads = given.number("DOORSTEP_THREADS", 2, 512)
    streams = given.number("DOORSTEP_STREAMS", 1, 511)
    if streams >= threads:
        raise BadSetting(
            f"DOORSTEP_STREAMS ({streams}) must be below DOORSTEP_THREADS ({threads}): "
            "each open stream holds a thread, and some must stay free for everything else."
        )
    return Settings(
        var=var,
        database_url=given.checked("DATABASE_URL", _database_url) or f"sqlite:///{var / 'doorstep.db'}",
        port=port,
        host=given.text("DOORSTEP_HOST"),
        url=given.checked("DOORSTEP_URL", _address) or f"http://localhost:{port}",
        proxies=given.number("DOORSTEP_PROXIES", 0, 9),
        secret_key=given.checked("SECRET_KEY", _long_enough) or None,
        threads=threads,
        streams=streams,
        mail=given.checked("DOORSTEP_MAIL", _with_recipient),
        text=given.checked("DOORSTEP_TEXT", _with_recipient),
        voice=given.checked("DOORSTEP_VOICE", _with_recipient),
        push_hosts=given.names("DOORSTEP_PUSH_HOSTS"),
        ping_url=given.checked("DOORSTEP_PING_URL", _page),
        pwa=given.folder("DOORSTEP_PWA"),
    )


def share_address(settings: Settings) -> None:
    """Let all that we start write one address into messages: honcho gives each process another port."""
    os.environ["DOORSTEP_URL"] = settings.url


def prefer_programs(folder: Path) -> None:
    """Let what we start find the programs in this folder before any others of the same name."""
    os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"


class _Given:
    """The environment, with the defaults of the table behind it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._defaults = {setting.name: setting.default for setting in SETTINGS}

    def text(self, name: str) -> str:
        return self._environ.get(name, "").strip() or self._defaults[name]

    def number(self, name: str, least: int, most: int) -> int:
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise BadSetting(f"{name} must be a whole number from {least} to {most}; it is “{text}”.")
        return int(text)

    def folder(self, name: str) -> Path:
        return CHECKOUT / Path(self.text(name)).expanduser()

    def names(self, name: str) -> frozenset[str]:
        return frozenset(filter(None, (word.strip().lower() for word in self.text(name).split(","))))

    def checked(self, name: str, check: Callable[[str], str]) -> str:
        try:
            return check(self.text(name))
        except ValueError as problem:
            raise BadSetting(f"{name} {problem}") from problem


PLACE_OF_DATABASE = re.compile(
    r"(?:[^:/]*(?::[^@]*)?@)?"  # whose; a name and a password
    r"(?:\[[^/?]+\]|[^/:?@]*)(?::\d+)?"  # where; a host and a port
    r"(?:[/?].*)?"
)


def _database_url(text: str) -> str:
    scheme, _, rest = text.partition("://")
    match scheme:
        case "":
            return ""
        case "postgres" | "postgresql" | "postgresql+psycopg":
            if not PLACE_OF_DATABASE.fullmatch(rest):
                raise ValueError(
                    "must be postgresql://NAME:PASSWORD@HOST:PORT/DATABASE; an @ in the password is %40."
                )
            return f"postgresql+psycopg://{rest}"
        case "sqlite" if rest.startswith("//"):
            return text
    raise ValueError("must begin with postgresql:// or, with the whole path to a file, sqlite:////.")


def _page(text: str) -> str:
    if text and (urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname):
        raise ValueError("must be an address that begins with https:// or http://.")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/")):
        raise ValueError("must be an address such as https://notes.example.org, without a path.")
    return text.rstrip("/")


def _with_recipient(text: str) -> str:
    if text and ("://" not in text or "{to}" not in text):
        raise ValueError("must be an address with {to} in the place of the recipient; see docs/channels.md.")
    return text


def _long_enough(text: str) -> str:
    if text and len(text) < 32:
        raise ValueError("must have at least 32 characters, or anyone could guess their way in.")
    return text
