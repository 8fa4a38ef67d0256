"""
The hand-over record of a work as PDF/A: steps with times, materials, small photographs, the signature.

Bytes of pictures travel inside the data as numbers, because a paper reads nothing but its data. The QR code
leads to the order's page; the digest beside it is of the order's content, not of the paper.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import segno

from donghanh.adapters.pdf import UNDATED, build_pdf

FORMATS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True)
class PaperPicture:
    """A picture of the paper, JPEG or PNG."""

    media_type: str
    content: bytes
    caption: str = ""


def build_handover(
    *,
    said: Mapping[str, object],
    pictures: Sequence[PaperPicture],
    signature: PaperPicture | None,
    address: str,
    at: datetime = UNDATED,
) -> bytes:
    """
    Set the record.

    said    : reference, digest, unit, method, name, address, commune, subject, finished_at, crew, signer,
              is_confirmed, steps (number, text, safety, at), materials (item, quantity, serial); texts
    address : what the QR code holds
    returns : PDF/A-2b
    """
    data = {
        **said,
        "pictures": [_plain(picture) for picture in pictures],
        "signature": _plain(signature) if signature else None,
        "qr": list(_qr(address)),
    }
    return build_pdf(template="work_handover", data=data, at=at)


def _plain(picture: PaperPicture) -> dict[str, object]:
    return {
        "format": FORMATS[picture.media_type],
        "bytes": list(picture.content),
        "caption": picture.caption,
    }


def _qr(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=1, scale=4)
    return out.getvalue()
