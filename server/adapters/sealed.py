"""What a phone seals for us alone: RSA-OAEP with SHA-256, by a key that is made once and stays here."""

import base64
import binascii
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from flask import Flask, current_app

from server.adapters.secrets import PUT_BACK, kept_secret
from server.settings import BadSetting

FILE = "pin_key"
BITS = 2048
OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


class NotForUs(ValueError):
    """It was not sealed for this key, or was damaged on its way."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """The key whose public half phones seal with."""

    private: rsa.RSAPrivateKey

    def open(self, sealed: str) -> bytes:
        """What was sealed. Raises NotForUs."""
        try:
            raw = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
            return self.private.decrypt(raw, OAEP)
        except (ValueError, binascii.Error) as problem:
            raise NotForUs("not sealed for this server") from problem

    def jwk(self) -> dict[str, Any]:
        """The public half as a browser takes it."""
        public = self.private.public_key().public_numbers()
        return {"kty": "RSA", "alg": "RSA-OAEP-256", "use": "enc", "n": _word(public.n), "e": _word(public.e)}


def plug_in(app: Flask, folder: Path) -> None:
    """Give the app the key that is kept in this folder, made on first use. Raises BadSetting."""
    pem = kept_secret(folder / FILE, _new_pem).encode()
    try:
        app.extensions["doorstep.seal_key"] = SealKey(_read(pem))
    except (ValueError, TypeError) as problem:
        raise BadSetting(f"{folder / FILE} is not a key that Doorstep made. {PUT_BACK}") from problem


def seal_key() -> SealKey:
    """The key of the current app."""
    found: SealKey = current_app.extensions["doorstep.seal_key"]
    return found


@cache
def _read(pem: bytes) -> rsa.RSAPrivateKey:
    """The key; kept, because to check it takes as long as several requests."""
    key = serialization.load_pem_private_key(pem, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{FILE} is not an RSA key")
    return key


def _new_pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def _word(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
