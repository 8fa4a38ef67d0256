"""
What became of a unit's code: the dated rows of merges and splits, checked and ordered.

A row says: on this day, a part of the predecessor went to the successor; the weight is the size of
the part (customers, as a rule). A unit that goes on after the day has a row to itself:

    merge      A→C 300, B→C 200           A and B end, C begins
    take over  A→B 300, B→B 200           A ends, B goes on, larger
    split      C→A 300, C→B 200           C ends
    split off  C→C 400, C→D 100           C goes on, smaller

A code that has ended never comes back for something else: a unit founded again takes a new code.
So rows cannot run in a ring, and an old code has one meaning for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Succession:
    """On `on_day`, a part of `predecessor` with the size `weight` became part of `successor`."""

    predecessor: str
    successor: str
    on_day: date
    weight: int


class SuccessionsContradict(Exception):
    """The rows cannot all be true. `rule` is a stable name, `facts` name code and days."""

    def __init__(self, sentence: str, *, rule: str, **facts: object) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.facts: Mapping[str, object] = facts


def founded_on(*, successions: Iterable[Succession]) -> dict[str, date]:
    """
    Say on which day each code that a succession brought into being began (the last, were there two).

    A successor that has no row to itself on that day did not exist before it.
    """
    rows = list(successions)
    going_on = {(row.successor, row.on_day) for row in rows if row.predecessor == row.successor}
    oldest_first = sorted(rows, key=lambda row: row.on_day)
    return {row.successor: row.on_day for row in oldest_first if (row.successor, row.on_day) not in going_on}


def ended_on(*, successions: Iterable[Succession]) -> dict[str, date]:
    """
    Say on which day (the first day without it; the first, were there two) each code ended.

    >>> ended_on(successions=[Succession("A", "C", date(2022, 1, 1), 1)])
    {'A': datetime.date(2022, 1, 1)}
    """
    rows = list(successions)
    going_on = {(row.predecessor, row.on_day) for row in rows if row.predecessor == row.successor}
    latest_first = sorted(rows, key=lambda row: row.on_day, reverse=True)
    return {
        row.predecessor: row.on_day for row in latest_first if (row.predecessor, row.on_day) not in going_on
    }


def by_day(*, successions: Sequence[Succession]) -> list[tuple[date, tuple[Succession, ...]]]:
    """
    Check the rows and group them by day, oldest first, in the order given within a day.

    raises : SuccessionsContradict with rule "negative-weight", "same-row-twice", "code-comes-back",
             "code-used-before-it-began"
    """
    _check_rows(successions=successions)
    _check_lives(successions=successions)
    days = sorted({row.on_day for row in successions})
    return [(day, tuple(row for row in successions if row.on_day == day)) for day in days]


def _check_rows(*, successions: Sequence[Succession]) -> None:
    seen: set[tuple[str, str, date]] = set()
    for row in successions:
        key = (row.predecessor, row.successor, row.on_day)
        if row.weight < 0:
            raise SuccessionsContradict(
                f"{_told(row)} has the weight {row.weight}; use 0 or more.",
                rule="negative-weight",
                row=row,
            )
        if key in seen:
            raise SuccessionsContradict(
                f"{_told(row)} stands there twice; add the weights up.",
                rule="same-row-twice",
                row=row,
            )
        seen.add(key)


def _told(row: Succession) -> str:
    return f"{row.predecessor} → {row.successor} on {row.on_day}"


def _check_lives(*, successions: Sequence[Succession]) -> None:
    """Refuse codes that come back after their end (every ring does), then those that act too early."""
    ended, began = ended_on(successions=successions), founded_on(successions=successions)
    for row in successions:
        _check_end(
            code=row.predecessor, row=row, allowed=row.on_day <= ended.get(row.predecessor, row.on_day)
        )
        _check_end(code=row.successor, row=row, allowed=_before(row.on_day, ended.get(row.successor)))
    for row in successions:
        _check_start(code=row.predecessor, row=row, allowed=_before(began.get(row.predecessor), row.on_day))
        _check_start(code=row.successor, row=row, allowed=began.get(row.successor, row.on_day) <= row.on_day)


def _before(first: date | None, second: date | None) -> bool:
    return first is None or second is None or first < second


def _check_end(*, code: str, row: Succession, allowed: bool) -> None:
    if not allowed:
        raise SuccessionsContradict(
            f"{code} has already ended when {_told(row)} names it: a ring, or a code used again. "
            "Give the new unit a code of its own.",
            rule="code-comes-back",
            code=code,
            row=row,
        )


def _check_start(*, code: str, row: Succession, allowed: bool) -> None:
    if not allowed:
        raise SuccessionsContradict(
            f"{code} begins later than {_told(row)} names it. If it existed before that takeover, "
            f"add the row {code} → {code} of that day with the size it had.",
            rule="code-used-before-it-began",
            code=code,
            row=row,
        )
