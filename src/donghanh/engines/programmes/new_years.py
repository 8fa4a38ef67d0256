"""
Next year's template, made from this year's.

What a plan can carry over is carried over: programmes, activities, targets, rules, safety, pace. Days
move with the campaign. What was true of one year only is dropped: shares that a document named, the
enterprises it named, amounts of money. Everything then rests on one source, "carried over", which is
to be confirmed: nobody has said yet that next year will be so.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

CARRIED_OVER = "carried-over"


class CannotMakeNewYear(Exception):
    """The new campaign's days or code do not do. `facts` say which."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.facts: Mapping[str, object] = facts


def new_year_template(
    *, content: Mapping[str, Any], from_on: date, until_on: date, code: str
) -> dict[str, Any]:
    """
    Make the content of a new template from the content of an earlier one, which is not changed.

    Days of the old campaign keep their place: the same day and month when the new one begins on the
    same day of a later year, the same distance from the beginning otherwise; what would fall outside
    the new campaign is moved to its nearest day. Days outside the old campaign (a window of energy
    before it) move by the same step and are not cut.

    from_on, until_on : first day, and first day outside
    raises            : CannotMakeNewYear, for an empty campaign, or the code of the old one

    >>> old = {
    ...     "code": "a-2021",
    ...     "span": {"from": date(2021, 12, 1), "until": date(2022, 2, 1)},
    ...     "activities": [{"code": "masks", "due_on": date(2022, 1, 31)}],
    ...     "budget": [],
    ... }
    >>> new = new_year_template(
    ...     content=old, from_on=date(2022, 12, 1), until_on=date(2023, 2, 1), code="a-2022"
    ... )
    >>> new["activities"][0]["due_on"], new["previous"]
    (datetime.date(2023, 1, 31), 'a-2021')
    """
    old = content["span"]
    _check(from_on=from_on, until_on=until_on, code=code, old_code=content["code"])
    shift = Shift(old_from=old["from"], old_until=old["until"], from_on=from_on, until_on=until_on)
    carried = {key: shift.moved(_without_sources(part)) for key, part in content.items() if key != "sources"}
    return carried | {
        "source": CARRIED_OVER,
        "sources": {CARRIED_OVER: _carried_over(content["code"])},
        "code": code,
        "previous": content["code"],
        "span": {"from": from_on, "until": until_on},
        "activities": [_without(entry, "shares") for entry in carried["activities"]],
        "budget": [entry | {"amount_dong": None, "status": "to_be_confirmed"} for entry in carried["budget"]],
    }


class Shift:
    """How days move from one campaign to the next."""

    def __init__(self, *, old_from: date, old_until: date, from_on: date, until_on: date) -> None:
        self.old_from, self.old_until = old_from, old_until
        self.from_on, self.until_on = from_on, until_on
        self.is_by_years = (old_from.month, old_from.day) == (from_on.month, from_on.day)

    def moved(self, value: Any) -> Any:
        """Move every day in a value, however deep it lies."""
        if isinstance(value, Mapping):
            return {key: self.moved(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.moved(part) for part in value]
        return self.day(value) if isinstance(value, date) else value

    def day(self, day: date) -> date:
        """Move one day; the first day outside stays the first day outside."""
        if day == self.old_until:
            return self.until_on
        moved = self._stepped(day)
        if self.old_from <= day < self.old_until:
            return min(max(moved, self.from_on), self.until_on - timedelta(days=1))
        return moved

    def _stepped(self, day: date) -> date:
        if not self.is_by_years:
            return day + (self.from_on - self.old_from)
        year = day.year + self.from_on.year - self.old_from.year
        return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _check(*, from_on: date, until_on: date, code: str, old_code: str) -> None:
    if until_on <= from_on:
        sentence = f"From {from_on} until {until_on} there is no day; `until` is the first day outside."
        raise CannotMakeNewYear(sentence, from_on=from_on, until_on=until_on)
    if code == old_code or not code:
        raise CannotMakeNewYear(f"The new campaign needs a code of its own, not {code!r}.", code=code)


def _carried_over(code: str) -> dict[str, str]:
    return {
        "text": f"Carried over from {code}; the plan of this year has not been confirmed",
        "type": "computed",
        "evidence": "derived",
        "confidence": "low",
    }


def _without(entry: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in names}


def _without_sources(value: Any) -> Any:
    """Leave out who said it last year, however deep it stands."""
    if isinstance(value, Mapping):
        return {key: _without_sources(part) for key, part in value.items() if key != "source"}
    return [_without_sources(part) for part in value] if isinstance(value, list) else value
