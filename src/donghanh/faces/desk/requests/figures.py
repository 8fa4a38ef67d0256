"""The indicators of the requests as of any day: in time by service, unit, channel; the tail; ways."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.apps.requests import queries
from donghanh.apps.requests.queries.figures import ElectronicShare, Indicators
from donghanh.faces.desk.asking import Standing, options, standing_of, unit_names
from donghanh.faces.desk.requests import figure_rows, figure_sheets, share_rows
from donghanh.faces.desk.requests.figure_links import Window, asked_window
from donghanh.faces.desk.requests.standing import requests_page
from donghanh.faces.desk.requests.workbooks import workbook


@requests_page
def figures(request: HttpRequest) -> HttpResponse:
    """Show the indicators."""
    standing = standing_of(request)
    window = asked_window(request, standing)
    return render(request, "desk/requests/figures.html", _page(standing, window))


@requests_page
def export(request: HttpRequest) -> HttpResponse:
    """Give the same as a workbook."""
    standing = standing_of(request)
    window = asked_window(request, standing)
    counted = _counted(standing, window)
    shares = _shares(standing, window)
    sheets = figure_sheets.sheets(counted=counted, shares=shares, standing=standing, window=window)
    return workbook(name=f"chi-tieu-yeu-cau-{window.on:%Y-%m-%d}", sheets=sheets)


def _counted(standing: Standing, window: Window) -> Indicators:
    return queries.indicators(
        actor=standing.actor, on=window.on, from_on=window.from_on, until_on=window.until_on,
        unit_code=window.unit,
    )  # fmt: skip


def _shares(standing: Standing, window: Window) -> tuple[ElectronicShare, ...]:
    """Of the last months until the day that the figures are of."""
    until = window.on + timedelta(days=1)
    return queries.electronic_share(
        actor=standing.actor, from_on=share_rows.first_month(window.on), until_on=until
    )


def _page(standing: Standing, window: Window) -> dict[str, Any]:
    units = unit_names(standing)
    counted = _counted(standing, window)
    shares = _shares(standing, window)
    return {
        "window": window, "last": window.last, "is_not_over": window.on == standing.today,
        "units": options(units), "unit": window.unit,
        "cards": figure_rows.cards(counted, window), "calls": figure_rows.calls(counted.calls, window),
        "parts": [
            figure_rows.part("service", _("Theo dịch vụ"), counted.by_service, window, units),
            figure_rows.part("unit", _("Theo đơn vị"), counted.by_unit, window, units),
            figure_rows.part("channel", _("Theo kênh"), counted.by_channel, window, units),
        ],
        "worst_columns": figure_rows.worst_columns(),
        "worst": [figure_rows.worst(one, units) for one in counted.worst],
        "pausing_columns": figure_rows.pausing_columns(),
        "pausing": [figure_rows.pausing(one, window, units) for one in counted.pausing],
        "shares": share_rows.page(shares, window, units),
        "export_url": window.export(),
    }  # fmt: skip
