"""Why a promise exists: the selection, the draw or the nomination that it comes from, as known then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.programmes.queries.benefits import BenefitStory
from donghanh.faces.design.figures import written_moment, written_number
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.standing import Standing
from donghanh.faces.signin.roles import NAMES


def told(*, story: BenefitStory, standing: Standing) -> dict[str, Any]:
    """Say where a promise comes from: the origin's word, sentences, and the page with the whole reason."""
    line, facts = story.line, story.origin_facts
    sentences = {"selection": _selection, "draw": _draw}.get(line.origin, _named)
    return {
        "origin": wording.word(wording.ORIGINS, line.origin),
        "sentences": [*sentences(facts), *_first(story)],
        "url": _url(story=story, standing=standing),
    }


def _selection(facts: Mapping[str, Any]) -> list[str]:
    found = []
    if facts.get("rank") is not None:
        found.append(_("Xếp thứ %(rank)s theo tiêu chí của hoạt động.") % {"rank": facts["rank"]})
    if facts.get("measure") is not None:
        found.append(_("Số đo khi chọn: %(measure)s.") % {"measure": written_number(int(facts["measure"]))})
    if facts.get("run") is not None:
        found.append(_("Lần chọn số %(run)s.") % {"run": facts["run"]})
    return found


def _draw(facts: Mapping[str, Any]) -> list[str]:
    number, rank = facts.get("draw"), facts.get("rank")
    if rank is None:
        return [_("Trúng thưởng bốc thăm.")]
    return [
        _("Trúng thưởng: số thứ tự %(rank)s của lần bốc thăm %(draw)s.") % {"rank": rank, "draw": number or 1}
    ]


def _named(facts: Mapping[str, Any]) -> list[str]:
    return [str(facts["note"])] if facts.get("note") else []


def _first(story: BenefitStory) -> list[str]:
    if not story.moves:
        return []
    first = story.moves[0]
    sentence = _("%(by)s (%(role)s) ghi tên lúc %(at)s.")
    named = sentence % {
        "by": first.by,
        "role": NAMES.get(first.as_role, first.as_role),
        "at": written_moment(first.at),
    }
    return [named, *([first.why] if first.why else [])]


def _url(*, story: BenefitStory, standing: Standing) -> str:
    if story.line.origin == "selection":
        return standing.link("desk-selection", story.line.activity_code)
    return standing.link("desk-draws") if story.line.origin == "draw" else ""
