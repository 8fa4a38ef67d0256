"""Suspicions as rows for templates: a line of the queue, a side, words compared, decisions, a household."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.programmes.queries.households import BreachLine, household_of
from donghanh.apps.programmes.queries.suspicions import Compared, DecisionLine, Side, SuspicionLine
from donghanh.engines.programmes.side_by_side import SAME, Word
from donghanh.faces.desk.programmes import suspicion_words as words
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.standing import Standing, page_address
from donghanh.faces.signin.roles import NAMES


def row_of(*, standing: Standing, line: SuspicionLine) -> dict[str, Any]:
    """A suspicion as a row of the queue."""
    likeness, tone = words.likeness_of(line.score)
    return {
        "number": line.number,
        "url": standing.link("desk-suspicion", line.number),
        "score": line.score,
        "likeness": likeness,
        "tone": tone,
        "left": _short(line.benefit),
        "right": _short(line.other) if line.other else None,
        "reasons": words.reasons_told(line.reasons),
        "needed_on": line.needed_on,
        "is_late": line.state == "suspected" and line.needed_on < standing.day,
        "state": words.STATES[line.state],
        "state_tone": words.TONES[line.state],
    }


def side_facts(*, standing: Standing, side: Side, commune: str) -> dict[str, Any]:
    """One of the two, with where it stands and a link to its own page."""
    link = page_address("desk_customer", side.reference) if side.is_customer else standing.link(
        "desk-benefit", side.reference
    )  # fmt: skip
    state = "" if side.is_customer else wording.word(wording.STATES, side.state)
    rows = [
        (_("Hoạt động"), "" if side.is_customer else wording.said(side, "activity")),
        (_("Xã, phường"), commune),
        (_("Đơn vị phụ trách"), side.unit_code),
        (_("Mã khách hàng"), side.customer_code),
    ]
    return {
        **_short(side),
        "url": link,
        "state": state,
        "tone": wording.STATE_TONES.get(side.state, "idle"),
        "facts": [row for row in rows if row[1]],
    }


def compared_rows(compared: Sequence[Compared]) -> list[dict[str, Any]]:
    """Name, address and telephone of both sides, their words marked."""
    return [
        {"label": words.COMPARED[one.what], "left": _words(one.left), "right": _words(one.right)}
        for one in compared
    ]


def decision_rows(decisions: Sequence[DecisionLine]) -> list[dict[str, Any]]:
    """The decisions, the last one first."""
    return [
        {
            "word": words.VERDICTS[one.move],
            "tone": words.TONES[one.to_state],
            "by": one.by,
            "role": str(NAMES.get(one.as_role, one.as_role)),
            "at": one.at,
            "why": one.why,
            "is_later": bool(one.former),
        }
        for one in reversed(decisions)
    ]


def household_rows(*, standing: Standing, reference: str) -> dict[str, Any]:
    """What stands around a benefit, for its page; see `_household.html`."""
    view = household_of(actor=standing.actor, reference=reference)
    return {
        "is_empty": view.is_empty,
        "suspicions": [_around(standing, reference, line) for line in view.suspicions],
        "members": [
            {
                "reference": one.reference,
                "url": standing.link("desk-benefit", one.reference),
                "activity": wording.said(one, "activity"),
                "state": wording.word(wording.STATES, one.state),
                "tone": wording.STATE_TONES.get(one.state, "idle"),
            }
            for one in view.members
        ],
        "breaches": [_breach(standing, one) for one in view.breaches if not one.is_of_another_place],
        "is_another_place_in_the_way": view.is_another_place_in_the_way,
    }


def _around(standing: Standing, reference: str, line: SuspicionLine) -> dict[str, Any]:
    """A suspicion seen from one of its sides."""
    other = line.benefit if line.other and line.other.reference == reference else line.other
    return row_of(standing=standing, line=line) | {"other": _short(other) if other else None}


def _breach(standing: Standing, one: BreachLine) -> dict[str, Any]:
    return {
        "reference": one.reference,
        "url": standing.link("desk-benefit", one.reference) if one.reference else "",
        "why": wording.said_in({"vi": one.why_vi, "en": one.why_en}),
        "rule": one.rule,
        "is_confirmed": one.is_confirmed,
        "is_missing": one.says == "must",
    }


def _short(side: Side) -> dict[str, Any]:
    return {
        "reference": side.reference,
        "name": side.name,
        "is_customer": side.is_customer,
        "activity": "" if side.is_customer else wording.said(side, "activity"),
    }


def _words(side: Sequence[Word]) -> list[dict[str, Any]]:
    return [
        {"text": word.text, "is_marked": word.likeness != SAME, "kind": word.likeness,
         "told": words.MARKED.get(word.likeness, "")}
        for word in side
    ]  # fmt: skip
