"""The signer's key where it is not handed in: a file that the settings name, or the demo's own, made once."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from donghanh.adapters.signing.demo import make_demo_key
from donghanh.adapters.signing.keys import CannotOpenKey


def named_key(*, certificate: Path, password_file: Path | None) -> tuple[bytes, str]:
    """
    Read the PKCS#12 file that the settings name, and its password.

    raises : CannotOpenKey `key-file-missing`
    """
    try:
        lines = password_file.read_text(encoding="utf-8").splitlines() if password_file else []
        return certificate.read_bytes(), lines[0] if lines else ""
    except OSError as reason:
        raise CannotOpenKey(
            "key-file-missing", f"{reason.filename} cannot be read ({reason.strerror}); see the settings."
        ) from reason


def demo_key(*, folder: Path, username: str, name: str, office: str, at: datetime) -> tuple[bytes, str]:
    """
    The demo's PKCS#12 file of a person and its password, made on first use.

    at : [instant, aware] of the product; the certificate is valid from the first day of the year before
    """
    file, password = folder / f"demo-{username}.p12", folder / f"demo-{username}.password"
    if not (file.exists() and password.exists()):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        chosen = secrets.token_urlsafe(18)
        from_at = datetime(at.year - 1, 1, 1, tzinfo=UTC)
        made = make_demo_key(name=name, office=office, from_at=from_at, password=chosen)
        _write(password, chosen.encode())
        _write(file, made)
    return file.read_bytes(), password.read_text(encoding="utf-8")


def _write(path: Path, content: bytes) -> None:
    """Written for its owner alone."""
    part = path.with_suffix(f"{path.suffix}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    part.replace(path)
