"""Where on the pages a signature is seen: below the heading that the paper marks for it."""

from __future__ import annotations

from typing import Any

SIGNATURE_PLACE = "signature-place"
WIDTH, HEIGHT = 190, 64
# The mark is the top left corner of the director's name plate; the stamp stands below it.
BELOW = 30
EDGE = 40


def place_of(reader: Any) -> tuple[int, tuple[int, int, int, int]]:
    """
    Page [from 0] and box [points: left, bottom, right, top] of the visible signature.

    A paper without the mark is signed at the bottom right of its last page.
    """
    count = int(reader.root["/Pages"]["/Count"])
    found = _marked(reader)
    page, left, top = found or (count - 1, 595 - EDGE - WIDTH, 130 + HEIGHT)
    left = min(left, 595 - EDGE - WIDTH)
    return page, (left, top - HEIGHT, left + WIDTH, top)


def _marked(reader: Any) -> tuple[int, int, int] | None:
    target = dict(_names(reader.root.get("/Names", {}).get("/Dests", {}))).get(SIGNATURE_PLACE)
    if target is None:
        return None
    target = target["/D"] if hasattr(target, "keys") else target
    page = _number(reader, target.raw_get(0))
    return None if page is None else (page, int(target[2]), int(target[3]) - BELOW)


def _names(node: Any) -> list[tuple[str, Any]]:
    """Flatten a name tree."""
    names = node.get("/Names", [])
    pairs = [(str(names[at]), names[at + 1]) for at in range(0, len(names), 2)]
    return pairs + [pair for kid in node.get("/Kids", []) for pair in _names(kid)]


def _number(reader: Any, page: Any) -> int | None:
    """Which page a reference means."""
    count = int(reader.root["/Pages"]["/Count"])
    wanted = getattr(page, "reference", page)
    for number in range(count):
        if reader.find_page_for_modification(number)[0].reference == wanted:
            return number
    return None
