"""The list behind a number of the indicators: the same cases, as they stood at the end of the same day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.apps.requests.queries.behind import Behind, cases_behind
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.asking import Standing, asked_page, asked_word, standing_of, unit_names
from donghanh.faces.desk.requests import rows, words
from donghanh.faces.desk.requests.figure_links import Window, asked_window
from donghanh.faces.desk.requests.standing import requests_page


@requests_page
def behind(request: HttpRequest) -> HttpResponse:
    """List the cases that a number counts."""
    standing = standing_of(request)
    window = asked_window(request, standing)
    asked = Behind(
        on=window.on, from_on=window.from_on, until_on=window.until_on, unit_code=window.unit,
        service_code=asked_word(request, "dich-vu"), channel=asked_word(request, "kenh"),
        outcome=asked_word(request, "ket-qua"), clerk=asked_word(request, "nguoi"),
    )  # fmt: skip
    found = cases_behind(actor=standing.actor, asked=asked, now=standing.now, page=asked_page(request))
    units = unit_names(standing)
    context = {
        "title": words.word(words.OUTCOMES, asked.outcome) or _("Yêu cầu đã nhận"),
        "told": _told(standing, window, asked, found.total),
        "trail": [(_("Chỉ tiêu yêu cầu"), window.link()), (_("Danh sách"), "")],
        "columns": rows.case_columns(with_unit=len(units) > 1),
        "rows": [rows.case_row(one, standing=standing, units=units) for one in found.rows],
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
    }
    return render(request, "desk/requests/behind.html", context)


def _told(standing: Standing, window: Window, asked: Behind, total: int) -> str:
    parts: list[Any] = [
        _("%(count)s yêu cầu") % {"count": written_number(total)},
        ", ".join(words.services(window.on).get(code, code) for code in asked.service_code.split(", ")),
        words.channel(asked.channel) if asked.channel else "",
        unit_names(standing).get(asked.unit_code, asked.unit_code),
        _("nhận từ %(from)s đến %(last)s") % {
            "from": written_day(window.from_on), "last": written_day(window.last),
        },
        _("như hết ngày %(on)s; cột bên trái là tình trạng bây giờ") % {"on": written_day(window.on)},
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)
