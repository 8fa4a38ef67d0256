"""The bytes of the photographs that a report names, as long as they are the ones that it names."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from donghanh.apps.evidence.queries import published_picture
from donghanh.apps.programmes.queries.report_facts import Facts
from donghanh.apps.programmes.queries.stories import published_stories


def published_pictures(*, facts: Facts) -> dict[int, bytes]:
    """
    Number -> bytes of the photographs of a report's facts; the facts name only those with consent.

    A photograph that was taken back, whose consent was, or that is not the one whose SHA-256 stands in the
    facts, is left out.
    """
    found = {}
    for one in standing_pictures(facts=facts):
        kept = published_picture(number=one["number"])
        if kept is not None and sha256(kept[1]).hexdigest() == one["sha256"]:
            found[int(one["number"])] = kept[1]
    return found


def standing_pictures(*, facts: Facts) -> list[Mapping[str, Any]]:
    """Those pictures of a report's facts whose story may still be read by everybody; one question."""
    told = (facts.get("effects") or {}).get("pictures", ())
    if not told:
        return []
    shown = {story.number: story.photographs for story in published_stories()}
    return [one for one in told if one["number"] in shown.get(one["story"], ())]


def media_type_of(content: bytes) -> str:
    """What a picture's bytes are: evidence keeps JPEG, PNG and WebP alone."""
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/webp" if content[8:12] == b"WEBP" else "image/jpeg"
