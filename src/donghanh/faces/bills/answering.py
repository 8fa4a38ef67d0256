"""Answers a question for one bill: the bill explained, and what became of the reduction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.asked import BillAsked, frames_of
from donghanh.faces.bills.choosing import ReliefChosen, choose_relief
from donghanh.faces.bills.explained import BillExplained
from donghanh.faces.bills.explaining import explain
from donghanh.faces.bills.figures import written_day
from donghanh.faces.bills.words import Language, said


@dataclass(frozen=True)
class BillAnswer:
    """
    A question for a bill as it was understood, the bill, and what became of the reduction.

    condition : under which a reduction that is in the bill is right; empty without one
    """

    asked: BillAsked
    bill: BillExplained
    relief: ReliefChosen
    condition: str = ""

    def period_told(self, language: Language) -> str:
        """Say the period and the day of the reading."""
        days = {
            "first": self.asked.from_on,
            "last": self.asked.until_on - timedelta(days=1),
            "read_on": self.asked.read_on,
        }
        return said("table", "period", language, **{name: written_day(day) for name, day in days.items()})

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything that is not confirmed, or holds only under a condition."""
        return (*self.bill.to_be_confirmed, *filter(None, (self.condition, self.relief.reason)))


def answer(asked: BillAsked, *, law: Law, language: Language = "vi") -> BillAnswer:
    """
    Make the bill that was asked for.

    A reduction that the round does not give to this price group or month is left out, with its reason in
    `relief`; one whose rate is not known too, and `relief.is_known` is False.
    raises : CannotBill
    """
    meant, relief = choose_relief(asked, law=law, language=language)
    bills, usage = frames_of(meant)
    bill = explain(law, bills=bills, usage=usage, language=language)
    number = relief.round.removeprefix("covid-")
    condition = said("notes", "relief_for_some", language, round=number) if relief.is_given else ""
    return BillAnswer(meant, bill, relief, condition)
