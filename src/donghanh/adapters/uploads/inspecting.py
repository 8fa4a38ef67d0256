"""What a handed-in file is: a PDF, or a picture written anew without anything but its points."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from donghanh.adapters.uploads.names import neutral_name

MediaType = Literal["application/pdf", "image/jpeg", "image/png"]
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/jpeg"}
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2000
SMALL_SIDE = 360
# What makes a PDF do something when it is opened.
ACTIVE_PDF = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


class CannotKeepFile(ValueError):
    """The file is not one that is kept: a stable `rule`, and `facts` of what was found and expected."""

    def __init__(self, rule: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.facts = facts


@dataclass(frozen=True)
class Inspected:
    """
    A file as it may be kept.

    name      : neutral, with the ending of its content
    sha256    : of `content` [hexadecimal]
    given_sha256 : of the bytes as they were handed in; the same picture sent twice has it twice
    thumbnail : a small JPEG of a picture; empty for a PDF
    """

    name: str
    media_type: MediaType
    content: bytes
    sha256: str
    given_sha256: str
    thumbnail: bytes = b""


def inspect_upload(*, name: str, content: bytes, most_bytes: int = MOST_BYTES) -> Inspected:
    """
    Say what a file is and give it as it may be kept.

    name    : as it came, of any form; only a neutral part of it remains
    content : the bytes as they came
    raises  : CannotKeepFile `file-is-empty`, `file-too-large`, `kind-not-kept`, `picture-unreadable`,
              `picture-too-large`, `pdf-is-active`
    """
    if not content:
        raise CannotKeepFile(
            "file-is-empty", f"'{_told(name)}' has 0 bytes. Choose the file again.", name=_told(name)
        )
    if len(content) > most_bytes:
        raise CannotKeepFile(
            "file-too-large",
            f"'{_told(name)}' has {len(content):,} bytes; at most {most_bytes:,} are kept. "
            "Send a smaller scan or photograph.",
            name=_told(name), found_bytes=len(content), expected_bytes=most_bytes,
        )  # fmt: skip
    if content.startswith(b"%PDF-"):
        return _pdf(name=name, content=content)
    return _picture(name=name, content=content)


def _pdf(*, name: str, content: bytes) -> Inspected:
    found = next((sign for sign in ACTIVE_PDF if sign in content), None)
    if found is not None:
        raise CannotKeepFile(
            "pdf-is-active",
            f"'{_told(name)}' does something when it is opened ({found.decode().strip()}). "
            "Print it to a PDF, or photograph the page.",
            name=_told(name), found=found.decode().strip(),
        )  # fmt: skip
    digest = sha256(content).hexdigest()
    return Inspected(
        neutral_name(name=name, ending="pdf"), "application/pdf", content, sha256=digest, given_sha256=digest
    )


def _picture(*, name: str, content: bytes) -> Inspected:
    picture = _opened(name=name, content=content)
    kept = PICTURES[str(picture.format)]
    upright = ImageOps.exif_transpose(picture)
    assert upright is not None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = _written(upright, "PNG" if kept == "image/png" else "JPEG")
    upright.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Inspected(
        neutral_name(name=name, ending=ENDINGS[kept]),
        "image/png" if kept == "image/png" else "image/jpeg",
        clean,
        sha256=sha256(clean).hexdigest(),
        given_sha256=sha256(content).hexdigest(),
        thumbnail=_written(upright, "JPEG"),
    )


def _opened(*, name: str, content: bytes) -> Image.Image:
    """Open a picture whose size is checked before its points are unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=list(PICTURES))
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_large(name, f"{picture.width} x {picture.height} points")
        picture.load()
    except Image.DecompressionBombError as reason:
        raise _too_large(name, str(reason)) from reason
    except UnidentifiedImageError as reason:
        raise CannotKeepFile(
            "kind-not-kept",
            f"'{_told(name)}' is none of PDF, JPEG, PNG, WebP by its content. Send it as one of these.",
            name=_told(name), expected="PDF, JPEG, PNG, WebP",
        ) from reason  # fmt: skip
    except CannotKeepFile:
        raise
    except (OSError, SyntaxError, ValueError) as reason:
        raise CannotKeepFile(
            "picture-unreadable",
            f"'{_told(name)}' is a picture that cannot be read to its end. Take or send it again.",
            name=_told(name), found=str(reason),
        ) from reason  # fmt: skip
    return picture


def _too_large(name: str, found: str) -> CannotKeepFile:
    return CannotKeepFile(
        "picture-too-large",
        f"'{_told(name)}': {found}; at most {MOST_PIXELS:,} points fit. Send a smaller picture.",
        name=_told(name),
        expected_pixels=MOST_PIXELS,
    )


def _written(picture: Image.Image, kind: str) -> bytes:
    """Write the points alone; what was transparent becomes white in a JPEG."""
    if kind == "JPEG" and picture.mode != "RGB":
        layered = picture.convert("RGBA")
        picture = Image.new("RGB", layered.size, "white")
        picture.paste(layered, mask=layered.getchannel("A"))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    if picture.mode == "P" and (palette := picture.getpalette()):
        bare.putpalette(palette)
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": 85, "optimize": True} if kind == "JPEG" else {"optimize": True}))
    return out.getvalue()


def _told(name: str) -> str:
    """A name as a message may repeat it."""
    return "".join(sign for sign in name if sign.isprintable())[:80]
