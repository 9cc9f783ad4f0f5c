"""Secrets: made here, compared here, and kept only as hashes or in a file of mode 0600."""

import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from server.settings import BadSetting

PUT_BACK = "Put the copy from your backup there; without one, remove it, and a new key is made."


def new_secret() -> str:
    """256 random bits as text that fits into an address."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """The form in which a random secret is stored: SHA-256 in hex; it has too many bits to need salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def matches(secret: str, stored: str) -> bool:
    """True when `stored` is the fingerprint of `secret`; takes the same time either way."""
    return hmac.compare_digest(fingerprint(secret), stored)


def kept_secret(path: Path, make: Callable[[], str] = new_secret) -> str:
    """The secret kept in a file, made on first use; processes that start together get the same one.

    Raises BadSetting for a file with nothing in it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        number, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # readable by us alone
        mine = Path(name)
        try:
            with os.fdopen(number, "w") as file:
                file.write(make())
                file.flush()
                os.fsync(number)  # else a power cut may leave the name of a key and nothing in it
            os.link(mine, path)  # fails for the second of two: the first secret stands
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    kept = path.read_text().strip()
    if not kept:
        raise BadSetting(f"{path} is empty. {PUT_BACK}")
    return kept
