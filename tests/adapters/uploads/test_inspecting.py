"""What may be kept of a file that somebody hands in, and what is left of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from donghanh.adapters.uploads import CannotKeepFile, inspect_upload, neutral_name

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, kind, **more)
    return out.getvalue()


def refused(name: str, content: bytes, **more: int) -> CannotKeepFile:
    with pytest.raises(CannotKeepFile) as caught:
        inspect_upload(name=name, content=content, **more)
    return caught.value


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../x.svg", "x.png"),
        ("..\\..\\boot.ini", "boot.png"),
        ("Đơn xin hỗ trợ.PDF.exe", "Đơn xin hỗ trợ.png"),
        ("", "tep.png"),
        ("...", "tep.png"),
        ("a\x00b\n<script>.png", "abscript.png"),
        ("x" * 300, "x" * 80 + ".png"),
    ],
)
def test_a_name_leads_nowhere_and_has_the_ending_of_its_content(name: str, kept: str) -> None:
    assert neutral_name(name=name, ending="png") == kept


@pytest.mark.parametrize("name", ["../../x.svg", "x.png", "x.pdf"])
def test_a_drawing_with_a_script_is_refused_under_any_name(name: str) -> None:
    assert refused(name, SCRIPT).rule == "kind-not-kept"


def test_a_signature_of_zero_bytes_is_refused() -> None:
    assert refused("chu-ky.png", b"").rule == "file-is-empty"


def test_a_file_above_the_limit_says_both_sizes() -> None:
    found = refused("to.jpg", picture(), most_bytes=100)

    assert found.rule == "file-too-large"
    assert found.facts["expected_bytes"] == 100


def test_a_picture_that_ends_in_the_middle_is_refused() -> None:
    content = picture(size=(400, 300), quality=95)

    assert refused("hong.jpg", content[: len(content) // 2]).rule == "picture-unreadable"


def test_a_picture_with_more_points_than_memory_holds_is_refused_before_it_is_unpacked() -> None:
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG", optimize=True)

    assert refused("bom.png", bomb.getvalue()).rule == "picture-too-large"


def test_the_place_where_a_photograph_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (20.0, 25.0, 0.0)}
    exif[0x010F] = "Maker-of-the-phone"
    given = picture(exif=exif)

    kept = inspect_upload(name="anh.jpg", content=given)

    assert b"Maker-of-the-phone" in given
    assert b"Maker-of-the-phone" not in kept.content
    assert not Image.open(io.BytesIO(kept.content)).getexif()


def test_what_is_hidden_behind_a_picture_is_not_kept() -> None:
    kept = inspect_upload(name="anh.jpg", content=picture() + SCRIPT)

    assert b"script" not in kept.content
    assert kept.media_type == "image/jpeg"


def test_a_photograph_gets_a_small_picture_and_a_bounded_size() -> None:
    kept = inspect_upload(name="anh.jpg", content=picture(size=(4000, 3000)))

    assert Image.open(io.BytesIO(kept.content)).size == (2000, 1500)
    assert max(Image.open(io.BytesIO(kept.thumbnail)).size) == 360


def test_a_photograph_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    kept = inspect_upload(name="anh.jpg", content=picture(size=(40, 30), exif=exif))

    assert Image.open(io.BytesIO(kept.content)).size == (30, 40)


def test_a_scan_is_kept_as_it_is() -> None:
    scan = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"

    kept = inspect_upload(name="don.pdf", content=scan)

    assert (kept.content, kept.media_type, kept.name) == (scan, "application/pdf", "don.pdf")


def test_a_scan_that_does_something_when_opened_is_refused() -> None:
    scan = b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"

    assert refused("don.pdf", scan).rule == "pdf-is-active"
