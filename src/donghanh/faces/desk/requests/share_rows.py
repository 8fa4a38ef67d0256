"""The share of electronic requests, a line a unit and a column a month, and the company's months as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.requests.queries.figures import ElectronicShare
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.requests.bars import Share, drawn_bars
from donghanh.faces.desk.requests.figure_links import Window
from donghanh.faces.desk.requests.figure_rows import percent
from donghanh.kernel.months import month_of, months_back, next_month

MONTHS = 6


def first_month(on: date) -> date:
    """The first of the months that are shown on a day."""
    return months_back(month=month_of(on), count=MONTHS - 1)


def page(found: Sequence[ElectronicShare], window: Window, units: Mapping[str, str]) -> dict[str, Any]:
    """The table and its bars."""
    months = sorted({one.month for one in found})
    by_place = {(one.unit_code, one.month): one for one in found}
    places = sorted({one.unit_code for one in found})
    whole = [by_place[("", month)] for month in months if ("", month) in by_place]
    bars = [
        Share(
            f"{one.month:%m/%Y}", one.electronic_count, one.case_count,
            url=_month(one, window).behind(), part_url=_month(one, window).behind(outcome="electronic"),
        )
        for one in whole
    ]  # fmt: skip
    return {
        "months": months,
        "rows": [
            {
                "name": units.get(place, place) or _("Toàn phạm vi"),
                "cells": [_cell(by_place.get((place, month)), window) for month in months],
            }
            for place in places
        ],
        "chart": drawn_bars(shares=bars),
    }


def _cell(one: ElectronicShare | None, window: Window) -> dict[str, Any]:
    if one is None or not one.case_count:
        return {"told": "–", "base": "", "url": ""}
    base = f"{written_number(one.electronic_count)}/{written_number(one.case_count)}"
    return {"told": percent(one.share), "base": base, "url": _month(one, window).behind(outcome="electronic")}


def _month(one: ElectronicShare, window: Window) -> Window:
    """The month and the unit of a share, as of the same day."""
    return Window(window.on, one.month, next_month(one.month), one.unit_code)
