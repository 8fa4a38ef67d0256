"""Reading books in the browser: send a file, see each row that does not pass, load all or the good ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.apps.metering import operations, queries
from donghanh.apps.metering.permissions import may_read_in
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.design.figures import written_moment, written_number
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.readings import words
from donghanh.faces.desk.readings.standing import readings_page, tabs, trail
from donghanh.lawbook.reading_books import read_layouts


@readings_page
def imports(request: HttpRequest) -> HttpResponse:
    """List the books that came in, and take a new one."""
    if request.method == "POST":
        return _receive(request)
    rows = [_drawn(one) for one in queries.reading_imports(actor=actor_of(request))]
    columns = [
        {"key": "file_name", "label": _("Tệp"), "url_key": "url"},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "rows", "label": _("Số dòng"), "kind": "number"},
        {"key": "bad", "label": _("Dòng lỗi"), "kind": "number"},
        {"key": "loaded", "label": _("Đã nạp"), "kind": "number"},
        {"key": "who", "label": _("Người nạp")},
        {"key": "at", "label": _("Lúc"), "kind": "moment"},
    ]
    english = (get_language() or "vi").startswith("en")
    layouts = [(one.layout, one.name_en if english else one.name_vi) for one in read_layouts().fixed_width]
    context = {
        "tabs": tabs(here="imports"), "rows": rows, "columns": columns,
        "layouts": [("", _("Tự nhận: CSV, XLSX hoặc theo đuôi tệp")), *layouts],
        "may_read_in": may_read_in(actor=actor_of(request)),
    }  # fmt: skip
    return render(request, "desk/readings/imports.html", context)


@readings_page
def one_import(request: HttpRequest, number: int) -> HttpResponse:
    """Show what was found in one book (GET), and load it (POST)."""
    if request.method == "POST":
        try:
            count = operations.load_readings(
                actor=actor_of(request), number=number, at=request.product_now,
                partial=request.POST.get("viec") == "dong-dung",
            )  # fmt: skip
            messages.success(request, _("Đã nạp %(count)s chỉ số.") % {"count": written_number(count)})
        except NotFound:
            raise
        except Refused as refusal:
            messages.error(request, refusals.told(refusal))
        return redirect("desk-readings-import", number)
    row, findings = queries.reading_import(actor=actor_of(request), number=number)
    is_open = row.state == "checked" and row.channel == "file"
    context = {
        "row": row, "state": str(words.IMPORT_STATES[row.state]), "tone": words.IMPORT_TONES[row.state],
        "facts": _facts(row), "findings": [_finding(one) for one in findings], "columns": _columns(),
        "may_load": is_open and not row.bad_count, "may_load_partly": is_open and row.bad_count,
        "trail": trail(_("Sổ chỉ số"), "desk-readings-imports", row.file_name),
        "hidden": max(0, row.bad_count - len({one.line for one in findings})),
    }  # fmt: skip
    return render(request, "desk/readings/import.html", context)


def _receive(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Hãy chọn một tệp."))
        return redirect("desk-readings-imports")
    layout = request.POST.get("layout", "")
    try:
        number = operations.receive_readings(
            actor=actor_of(request), blocks=upload.chunks(), name=upload.name or "", at=request.product_now,
            layout=layout if layout in {one.layout for one in read_layouts().fixed_width} else "",
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, refusals.told(refusal))
        return redirect("desk-readings-imports")
    return redirect("desk-readings-import", number)


def _drawn(one: queries.ImportRow) -> dict[str, Any]:
    return {
        "file_name": one.file_name,
        "url": reverse("desk-readings-import", args=[one.number]),
        "state": str(words.IMPORT_STATES[one.state]),
        "tone": words.IMPORT_TONES[one.state],
        "rows": one.row_count,
        "bad": one.bad_count,
        "loaded": one.loaded_count,
        "who": one.username,
        "at": one.at,
    }


def _facts(row: queries.ImportRow) -> list[tuple[str, str]]:
    return [
        (_("Số dòng"), written_number(row.row_count)),
        (_("Dòng đúng"), written_number(row.good_count)),
        (_("Dòng lỗi"), written_number(row.bad_count)),
        (_("Đã nạp"), written_number(row.loaded_count)),
        (_("Mẫu"), row.layout),
        (_("SHA-256"), row.sha256),
        (_("Người nạp"), f"{row.username}, {written_moment(row.at)}"),
    ]


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "line", "label": _("Dòng"), "kind": "number"},
        {"key": "column", "label": _("Cột")},
        {"key": "sentence", "label": _("Lỗi")},
        {"key": "found", "label": _("Đang ghi")},
        {"key": "expected", "label": _("Cần ghi")},
        {"key": "advice", "label": _("Việc cần làm")},
    ]


def _finding(one: queries.FindingRow) -> dict[str, Any]:
    sentence, advice = words.fault(one.rule)
    return {
        "line": one.line,
        "column": str(words.FIELDS.get(one.column, one.column)),
        "sentence": sentence,
        "found": one.found,
        "expected": one.expected,
        "advice": advice,
    }
