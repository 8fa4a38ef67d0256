"""
Drawn pictures in the place of photographs and signatures: anybody sees that they are drawn.

For the demo and for tests. The same words draw the same picture; no file of a real person is needed.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

SIZE = (640, 480)


def drawn_photograph(*, told: str) -> bytes:
    """Draw a wall with a panel and a lamp, in colours that follow from the words, as JPEG."""
    from PIL import Image, ImageDraw

    dice = sha256(told.encode()).digest()
    picture = Image.new("RGB", SIZE, (200 + dice[0] % 40, 200 + dice[1] % 40, 190 + dice[2] % 40))
    draw = ImageDraw.Draw(picture)
    left, top = 60 + dice[3] % 200, 60 + dice[4] % 120
    draw.rectangle((left, top, left + 160, top + 220), fill=(90, 100, 110), outline="black", width=4)
    for place in range(4):
        at = left + 16 + place * 36
        is_up = dice[5 + place] % 2
        draw.rectangle((at, top + 60, at + 24, top + 130), fill="white", outline="black")
        draw.rectangle((at + 4, top + 64 + 30 * is_up, at + 20, top + 94 + 30 * is_up), fill=(20, 90, 160))
    draw.line((left + 80, top + 220, left + 80, 480), fill="black", width=6)
    draw.rectangle((0, 430, 640, 480), fill=(255, 220, 0))
    draw.text(
        (12, 444), f"DRAWN FOR THE DEMO - {told.encode('ascii', 'replace').decode()[:70]}", fill="black"
    )
    return _written(picture, "JPEG")


def drawn_signature(*, told: str) -> bytes:
    """Draw a wave that nobody's hand made, as PNG."""
    from PIL import Image, ImageDraw

    dice = sha256(told.encode()).digest()
    picture = Image.new("RGB", (480, 160), "white")
    points = [(30 + place * 20, 60 + dice[place] % 60) for place in range(20)]
    draw = ImageDraw.Draw(picture)
    draw.line(points, fill=(20, 40, 120), width=4, joint="curve")
    draw.text((12, 140), "DRAWN FOR THE DEMO", fill=(120, 120, 120))
    return _written(picture, "PNG")


def _written(picture: object, kind: str) -> bytes:
    out = BytesIO()
    picture.save(out, kind)  # type: ignore[attr-defined]
    return out.getvalue()
