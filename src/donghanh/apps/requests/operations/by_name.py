"""Any move of a case by its name: one door for the command line and the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.operations.accepting import (
    accept_case,
    ask_for_documents,
    complete_application,
    refuse_case,
)
from donghanh.apps.requests.operations.answering import answer_case, close_case
from donghanh.apps.requests.operations.customers import (
    confirm_solved_by_word,
    report_not_solved_by_word,
    withdraw_case,
)
from donghanh.apps.requests.operations.handing import hand_over, take_case
from donghanh.apps.requests.operations.pausing import pause_case, resume_case
from donghanh.apps.requests.operations.promises import record_breach
from donghanh.apps.requests.operations.working import reclassify_case, start_case
from donghanh.apps.requests.refusals import Refused
from donghanh.apps.requests.values import Attachment


@dataclass(frozen=True)
class MoveAsked:
    """What may be said with a move; each move reads what it needs and no more."""

    why: str = ""
    text: str = ""
    documents: tuple[str, ...] = ()
    reason: str = ""
    evidence: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    service_code: str = ""
    to_unit: str | None = None
    to_desk: str | None = None
    to_username: str | None = None
    cause: str = ""
    template: str = ""
    key: str = ""


@dataclass(frozen=True)
class _Door:
    """An operation, the words that it takes as they are called, and those that go by another name."""

    act: Callable[..., Any]
    takes: tuple[str, ...] = ("key",)
    renamed: Mapping[str, str] = field(default_factory=dict)


DOORS: Mapping[str, _Door] = {
    "take": _Door(take_case, ()),
    "accept": _Door(accept_case),
    "ask_for_documents": _Door(ask_for_documents, ("documents", "why", "key")),
    "complete": _Door(complete_application),
    "start": _Door(start_case),
    "pause": _Door(pause_case, ("reason", "why", "attachments", "evidence", "key")),
    "resume": _Door(resume_case, ("why", "key")),
    "hand_over": _Door(hand_over, ("why", "to_unit", "to_desk", "to_username", "key")),
    "reclassify": _Door(reclassify_case, ("service_code", "why", "key")),
    "answer": _Door(answer_case, ("text", "template", "key")),
    "close": _Door(close_case, ("why", "key")),
    "confirm_solved": _Door(confirm_solved_by_word, ("why",)),
    "report_not_solved": _Door(report_not_solved_by_word, ("why",)),
    "withdraw": _Door(withdraw_case, ("why", "key")),
    "refuse": _Door(refuse_case, ("why", "text", "key")),
    "record_breach": _Door(record_breach, ("cause",), {"told": "why", "apology": "text"}),
}
MOVE_NAMES = tuple(DOORS)


def make_move(*, actor: Actor, code: str, move: str, asked: MoveAsked, now: datetime) -> None:
    """
    Make a move of a case.

    raises : NotFound, Forbidden; Refused `unknown-move` and those of the move itself
    """
    door = DOORS.get(move)
    if door is None:
        known = ", ".join(MOVE_NAMES)
        raise Refused("unknown-move", f"No move '{move}' of a request; expected one of {known}.", move=move)
    said = {name: getattr(asked, name) for name in door.takes}
    said |= {name: getattr(asked, told) for name, told in door.renamed.items()}
    door.act(actor=actor, code=code, now=now, **said)
