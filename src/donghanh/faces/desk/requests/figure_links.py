"""Addresses of the lists behind the indicators: the same days and unit, and what one number counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest

from donghanh.faces.desk.asking import Standing, address, asked_word
from donghanh.faces.desk.requests.standing import asked_date

OUTCOMES = ("", "in_time", "late", "open", "open_late", "left", "reopened")


@dataclass(frozen=True)
class Window:
    """
    Which cases are counted, and as of which day.

    on       : at the end of this day
    from_on, until_on : received from this day until, not including, the other
    """

    on: date
    from_on: date
    until_on: date
    unit: str = ""

    def link(self, **more: object) -> str:
        """The indicators with these days."""
        return address("desk-request-figures", **self._asked(), **more)

    def behind(
        self, *, outcome: str = "", service: str = "", channel: str = "", unit: str = "", clerk: str = ""
    ) -> str:
        """The list of the cases that a number counts."""
        asked = self._asked() | ({"don_vi": unit} if unit else {})
        wishes = {"dich_vu": service, "kenh": channel, "ket_qua": outcome, "nguoi": clerk}
        return address("desk-request-figures-list", **asked, **wishes)

    def calls(self, *, outcome: str = "") -> str:
        """The list of the calls that a number counts."""
        return address("desk-request-figures-calls", **self._asked(), ket_qua=outcome)

    def export(self) -> str:
        return address("desk-request-figures-export", **self._asked())

    @property
    def last(self) -> date:
        """The last day whose requests are counted."""
        return self.until_on - timedelta(days=1)

    def _asked(self) -> dict[str, object]:
        return {"ngay": self.on, "tu": self.from_on, "den": self.last, "don_vi": self.unit}


def asked_window(request: HttpRequest, standing: Standing) -> Window:
    """
    Read the window of the address; the usual one is the month until yesterday, the last day that is over.

    A last day before the first is that first day; a day that has not come is today.
    """
    usual = standing.today - timedelta(days=1)
    on = min(asked_date(request, "ngay") or usual, standing.today)
    from_on = asked_date(request, "tu") or on.replace(day=1)
    last = asked_date(request, "den") or on
    return Window(on, from_on, max(last, from_on) + timedelta(days=1), asked_word(request, "don-vi"))
