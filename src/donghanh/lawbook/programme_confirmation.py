"""
How a campaign asks its beneficiaries: the sizes, the least answers, and the times, as its template says.

For `programme_checks`, which refuses what does not hold, and for the round of questions, which keeps a copy
of the rule that it was drawn with. A template without the part has no rounds; it is optional for that
reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from donghanh.lawbook.documents import Document, Problem, check_keys, parse_document
from donghanh.lawbook.programme_words import is_whole

PART = "confirmation"
NUMBERS: dict[str, tuple[int, int]] = {
    "share_percent": (0, 100),
    "least_per_stratum": (1, 10_000),
    "least_answers": (1, 10_000),
    "satisfied_from": (1, 5),
    "code_days": (1, 366),
    "case_days": (0, 366),
}


@dataclass(frozen=True, slots=True)
class ConfirmationRule:
    """
    The rule of a campaign's rounds.

    share_percent     : of each stratum (activity and unit) so much is asked [percent, rounded up]
    least_per_stratum : at least so many are asked where there are so many [count]
    least_answers     : a unit's share of satisfied is told from so many answers on [count]
    satisfied_from    : the least number of stars of who counts as satisfied [1 to 5]
    code_days         : a code stands so long [days]
    case_days         : a case is late when it is not settled within so many days [days]
    source            : name of the source in the template; of the whole template where the part names none
    """

    share_percent: int
    least_per_stratum: int
    least_answers: int
    satisfied_from: int
    code_days: int
    case_days: int
    source: str

    def plain(self) -> dict[str, Any]:
        """The rule as plain values, to be kept as JSON."""
        return asdict(self)


def check_confirmation(document: Document) -> Iterator[Problem]:
    """
    Check the part, where there is one.

    returns : problems `key-missing`, `key-unknown`, `not-whole`
    """
    said = document.content.get(PART)
    if said is None:
        return
    yield from check_keys(document=document, at=(PART,), entry=said, needed=set(NUMBERS), allowed={"source"})
    for name, (least, most) in NUMBERS.items():
        value = said.get(name)
        if value is not None and not (is_whole(value, most=most) and value >= least):
            text = f"`{name}` is {value!r}; expected a whole number from {least} to {most}."
            yield document.problem("not-whole", text, PART, name)


def confirmation_of(*, text: str) -> ConfirmationRule | None:
    """
    Read the rule from a template as it was kept with a campaign; None when it says nothing of the sort.

    raises : DocumentRefused, for a text that is no document
    """
    content = parse_document(text=text, path=Path("template.yaml")).content
    said: Mapping[str, Any] | None = content.get(PART)
    if said is None:
        return None
    source = str(said.get("source") or content.get("source", ""))
    return ConfirmationRule(**{name: said[name] for name in NUMBERS}, source=source)
