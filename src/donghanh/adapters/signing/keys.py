"""Opens a signer's key and certificate from a PKCS#12 file, in memory alone: nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner

from donghanh.adapters.signing.certificates import Certificate, described

LARGEST = 256 * 1024
SMALLEST_RSA_BITS = 2048


class CannotOpenKey(ValueError):
    """The PKCS#12 file does not open; `rule` is a stable name of why."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


@dataclass(frozen=True)
class SigningKey:
    """A key that is open: the certificate it belongs to, and what signs."""

    certificate: Certificate
    signer: SimpleSigner = field(repr=False)


def open_key(*, content: bytes, password: str) -> SigningKey:
    """
    Open a PKCS#12 file with its password.

    raises : CannotOpenKey `key-does-not-open` (wrong password, or another file), `key-too-weak`
    """
    key, found = _loaded(content, password)
    _check_strength(key)
    signer = SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=password.encode())
    if signer is None:
        raise _does_not_open()
    return SigningKey(described(found), signer)


def _loaded(content: bytes, password: str) -> tuple[object, x509.Certificate]:
    if not content or len(content) > LARGEST:
        raise _does_not_open()
    try:
        key, found, _ = pkcs12.load_key_and_certificates(content, password.encode())
    except (ValueError, TypeError) as reason:
        raise _does_not_open() from reason
    if key is None or found is None:
        raise _does_not_open()
    return key, found


def _does_not_open() -> CannotOpenKey:
    sentence = "The PKCS#12 file does not open: the password is wrong, or it is another file."
    return CannotOpenKey("key-does-not-open", sentence)


def _check_strength(key: object) -> None:
    is_strong = isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.key_size >= 256
    if isinstance(key, rsa.RSAPrivateKey):
        is_strong = key.key_size >= SMALLEST_RSA_BITS
    if not is_strong:
        raise CannotOpenKey("key-too-weak", "The key is too weak: RSA from 2048 bits, or EC from 256 bits.")
