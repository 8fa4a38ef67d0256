"""The one queue of requests, the least time left on top: views, filters, load per person, export."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.adapters.spreadsheets.writing import WrittenSheet
from donghanh.apps.requests import queries
from donghanh.apps.requests.values import CaseRow, QueueFilters, QueuePage
from donghanh.faces.design.figures import written_day, written_moment
from donghanh.faces.desk.asking import Standing, address, asked_page, options, standing_of, unit_names
from donghanh.faces.desk.requests import rows, words
from donghanh.faces.desk.requests.choosing import (
    Shown,
    asked_filters,
    kept_wishes,
    narrowed,
    person_options,
    view_tabs,
)
from donghanh.faces.desk.requests.standing import may_act, requests_page
from donghanh.faces.desk.requests.workbooks import workbook

EXPORTED_PAGES = 100


@requests_page
def queue(request: HttpRequest) -> HttpResponse:
    """Show a page of the queue."""
    standing = standing_of(request)
    filters = asked_filters(request)
    found = queries.queue(actor=standing.actor, now=standing.now, filters=filters, page=asked_page(request))
    return render(request, "desk/requests/queue.html", _page(request, standing, found))


@requests_page
def export(request: HttpRequest) -> HttpResponse:
    """Give what the filters show as a workbook, in the same order."""
    standing = standing_of(request)
    filters = asked_filters(request)
    found: list[CaseRow] = []
    for number in range(1, EXPORTED_PAGES + 1):
        page = queries.queue(actor=standing.actor, now=standing.now, filters=filters, page=number)
        found += page.rows
        if number >= page.pages:
            break
    return workbook(name=f"yeu-cau-{standing.today:%Y-%m-%d}", sheets=[_sheet(standing, found)])


def _page(request: HttpRequest, standing: Standing, found: QueuePage) -> dict[str, Any]:
    units, asked = unit_names(standing), found.filters
    load = queries.load_by_person(actor=standing.actor, now=standing.now, unit_code=asked.unit_code)
    may = may_act(actor=standing.actor)
    return {
        "total": found.total,
        "views": view_tabs(asked, late_count=found.late_count),
        "clear_url": address("desk-requests"),
        "chosen": Shown.of(asked),
        "units": options(units),
        "services": options(words.services(standing.today)),
        "channels": options(words.channels()),
        "states": options(words.STATES),
        "people": person_options(load),
        "kept": kept_wishes(asked),
        "narrowed": narrowed(asked),
        "is_filtered": asked != QueueFilters(),
        "columns": rows.case_columns(with_unit=len(units) > 1),
        "rows": [rows.case_row(one, standing=standing, units=units) for one in found.rows],
        "caption": _("Hàng đợi"),
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
        "load": [rows.load_row(one, asked) for one in load if one.open_count],
        "templates": words.templates(standing.today) if may else [],
        "bulk_url": address("desk-requests-bulk"),
        "export_url": f"{address('desk-requests-export')}?{request.GET.urlencode()}",
        "new_url": address("desk-request-new") if may else "",
        "shortcuts": [
            (("j", "k"), _("Yêu cầu kế tiếp, trước đó")),
            (("Enter",), _("Mở yêu cầu đang chọn")),
            (("x",), _("Đánh dấu yêu cầu đang chọn")),
            (("n",), _("Nhận yêu cầu mới")),
        ],
    }


def _sheet(standing: Standing, found: list[CaseRow]) -> WrittenSheet:
    units = unit_names(standing)
    columns = rows.case_columns(with_unit=True)
    lines = [rows.case_row(one, standing=standing, units=units) for one in found]
    cells = [[_cell(line[str(column["key"])]) for column in columns] for line in lines]
    note = _("Lúc %(at)s, phạm vi của %(name)s.") % {
        "at": written_moment(standing.now),
        "name": standing.actor.full_name,
    }
    return WrittenSheet(_("Yêu cầu"), [str(column["label"]) for column in columns], cells, [note])


def _cell(value: Any) -> Any:
    if hasattr(value, "hour"):
        return written_moment(value)
    return written_day(value) if isinstance(value, date) else value
