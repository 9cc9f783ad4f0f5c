"""The key with which this house signs what it gives to a push service (VAPID, RFC 8292)."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from server.adapters.secrets import PUT_BACK, kept_secret
from server.settings import BadSetting

FILE = "vapid_key"


@dataclass(frozen=True, slots=True)
class VapidKey:
    """The key pair; a browser is given `public` as its applicationServerKey."""

    private: Vapid02
    public: str


def vapid_key(folder: Path) -> VapidKey:
    """The key kept in this folder, made on first use; every process gets the same one.

    A browser subscribes to one key for good: with another one, nobody is reached until they turn it on anew.
    Raises BadSetting for a file that holds no key.
    """
    kept = kept_secret(folder / FILE, _new_key)
    try:
        private = Vapid02.from_raw(kept.encode())
    except ValueError as problem:
        raise BadSetting(f"{folder / FILE} is not a key that Doorstep made. {PUT_BACK}") from problem
    point = private.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return VapidKey(private, _base64url(point))


def _new_key() -> str:
    number = generate_private_key(SECP256R1()).private_numbers().private_value
    return _base64url(number.to_bytes(32, "big"))


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
