"""What an act on the billing law answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.lawbook.documents import Problem

__all__ = ["CannotPublishLaw", "LawDoesNotHold", "NoLawInForce", "NotFound", "Refused"]


class CannotPublishLaw(Refused):
    """The release cannot be put in force; the rule says why."""


class NoLawInForce(Refused):
    """Nothing was published at that moment: no bill can be made."""


class LawDoesNotHold(Refused):
    """The texts do not pass the checks of the lawbook; `problems` name document and line."""

    def __init__(self, *problems: Problem) -> None:
        first = problems[0]
        super().__init__(
            "law-does-not-hold",
            f"{len(problems)} problems, the first: {first}",
            problems=len(problems), document=first.file, line=first.line, problem=first.rule, told=first.text,
        )  # fmt: skip
        self.problems = problems
