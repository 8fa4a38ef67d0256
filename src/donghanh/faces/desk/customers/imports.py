"""Files that bring customers in: upload, what each column means, dry run, findings, load."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook
from donghanh.apps.customers import operations, queries
from donghanh.apps.customers.permissions import MAY_IMPORT
from donghanh.engines.intake import fields
from donghanh.faces.design.figures import written_moment, written_number
from donghanh.faces.desk.customers import words
from donghanh.faces.desk.customers.lists import XLSX
from donghanh.faces.desk.customers.rules import sentence, told_facts
from donghanh.faces.signin.doors import desk_page

WORKING = ("queued", "checking", "loading")
CONTENTS = ("customers", "energy")


@desk_page(roles=MAY_IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """List the files that were brought in, and take a new one."""
    if request.method == "POST":
        return _receive(request)
    rows = [_drawn(row) for row in queries.import_files(actor=request.actor)]
    columns = [
        {"key": "file_name", "label": _("Tệp"), "url_key": "url"},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "rows", "label": _("Số dòng"), "kind": "number"},
        {"key": "errors", "label": _("Lỗi"), "kind": "number"},
        {"key": "loaded", "label": _("Đã nạp"), "kind": "number"},
        {"key": "who", "label": _("Người nạp")},
        {"key": "at", "label": _("Lúc"), "kind": "moment"},
    ]
    return render(request, "desk/customers/imports.html", {"rows": rows, "columns": columns})


@desk_page(roles=MAY_IMPORT)
def one_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show one file: mapping, progress, findings, and what can be done next."""
    row = _found(request, import_id)
    rule = request.GET.get("rule", "")
    page = queries.import_findings(
        actor=request.actor, import_file_id=row.id, rule=rule, page=_number(request.GET.get("page"))
    )
    context = {
        "file": row,
        "state": words.STATES[row.state],
        "tone": words.TONES.get(row.state, "idle"),
        "facts": _facts(row),
        "is_working": row.state in WORKING,
        "is_open": row.state in ("uploaded", "checked", "refused", "failed"),
        "may_load": row.state == "checked" and not row.counts.get("errors"),
        "may_load_partly": row.state in ("checked", "refused") and bool(_good_rows(row)),
        "good_rows": _good_rows(row),
        "mapping": [_mapped(name, row) for name in row.header],
        "missing": [words.field_word(field) for field in row.missing],
        "rules": [_rule(one, row.id) for one in row.counts.get("rules", [])],
        "chosen_rule": rule,
        "columns": _finding_columns(),
        "findings": [_finding(one) for one in page.rows],
        "page": {"number": page.number, "page_count": page.page_count, "total_count": page.kept},
        "poll_url": reverse("desk_customer_import_progress", args=[row.id]),
    }
    return render(request, "desk/customers/import.html", context)


@desk_page(roles=MAY_IMPORT)
def progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show how far the file is; when it has come to rest the whole page is asked for anew."""
    row = _found(request, import_id)
    response = render(
        request,
        "desk/customers/_progress.html",
        {
            "file": row,
            "state": words.STATES[row.state],
            "poll_url": reverse("desk_customer_import_progress", args=[row.id]),
        },
    )
    if row.state not in WORKING:
        response["HX-Refresh"] = "true"
    return response


@desk_page(roles=MAY_IMPORT)
@require_POST
def act(request: HttpRequest, import_id: int) -> HttpResponse:
    """Keep the mapping, ask for a dry run, or ask for the load."""
    row = _found(request, import_id)
    wish = request.POST.get("act", "")
    try:
        _do(request, row, wish)
    except operations.CannotImport as reason:
        messages.error(request, f"{sentence(reason.rule)} {told_facts(reason.facts)}")
    return redirect("desk_customer_import", import_id=import_id)


@desk_page(roles=MAY_IMPORT)
def findings(request: HttpRequest, import_id: int) -> HttpResponse:
    """Give the findings that were kept as a spreadsheet."""
    row = _found(request, import_id)
    page = queries.import_findings(
        actor=request.actor, import_file_id=row.id, rule=request.GET.get("rule", ""), size=100_000
    )
    columns = _finding_columns()
    sheet = WrittenSheet(
        name=_("Kết quả kiểm tra"),
        columns=[str(column["label"]) for column in columns],
        rows=[[_finding(one)[column["key"]] for column in columns] for one in page.rows],
    )
    response = HttpResponse(build_workbook(sheets=[sheet]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="kiem-tra-{row.id}.xlsx"'
    return response


def _receive(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Hãy chọn một tệp CSV hoặc XLSX."))
        return redirect("desk_customer_imports")
    content = request.POST.get("content", "customers")
    try:
        number = operations.receive_file(
            actor=request.actor,
            blocks=upload.chunks(),
            name=upload.name or "",
            content=content if content in CONTENTS else "customers",
            again=request.POST.get("again") == "1",
            at=request.product_now,
        )
    except operations.CannotImport as reason:
        messages.error(request, f"{sentence(reason.rule)} {told_facts(reason.facts)}")
        return redirect("desk_customer_imports")
    return redirect("desk_customer_import", import_id=number)


def _do(request: HttpRequest, row: queries.ImportRow, wish: str) -> None:
    who = {"actor": request.actor, "import_file_id": row.id, "at": request.product_now}
    if wish in ("map", "check"):
        mapping = {
            name: request.POST[f"column-{at}"]
            for at, name in enumerate(row.header)
            if f"column-{at}" in request.POST
        }
        if mapping:
            operations.set_mapping(mapping=mapping, **who)
    if wish == "check":
        operations.ask_for_check(**who)
    elif wish in ("load", "load-partly"):
        operations.ask_for_load(partial=wish == "load-partly", **who)


def _found(request: HttpRequest, import_id: int) -> queries.ImportRow:
    row = queries.import_file(actor=request.actor, import_file_id=import_id)
    if row is None:
        raise Http404
    return row


def _good_rows(row: queries.ImportRow) -> int:
    return sum(int(row.counts.get(name, 0)) for name in ("new", "same", "changed"))


def _drawn(row: queries.ImportRow) -> dict[str, Any]:
    return {
        "file_name": row.file_name,
        "url": reverse("desk_customer_import", args=[row.id]),
        "state": str(words.STATES[row.state]),
        "tone": words.TONES.get(row.state, "idle"),
        "rows": row.row_count,
        "errors": row.counts.get("errors"),
        "loaded": row.loaded_count,
        "who": row.username,
        "at": row.product_at,
    }


def _facts(row: queries.ImportRow) -> list[tuple[str, str]]:
    detected = row.detected
    facts = [
        (_("Kích thước"), f"{written_number(row.byte_count)} byte"),
        (_("Nhận ra"), ", ".join(repr(detected[name])[1:-1] for name in detected if name != "header_row")),
        (_("Dòng tiêu đề"), detected.get("header_row", "1")),
        (_("SHA-256"), row.sha256),
        (_("Người nạp"), f"{row.username}, {written_moment(row.product_at)}"),
    ]
    if row.row_count is not None:
        facts.append((_("Số dòng"), written_number(row.row_count)))
    for name, label in (
        ("new", _("Khách hàng mới")),
        ("same", _("Không thay đổi")),
        ("changed", _("Có thay đổi")),
        ("energy_rows", _("Số tháng điện năng")),
    ):
        if name in row.counts:
            facts.append((label, written_number(row.counts[name])))
    return facts


def _mapped(name: str, row: queries.ImportRow) -> dict[str, Any]:
    chosen = row.mapping.get(name, "")
    offered = [("", _("Bỏ qua cột này")), *((field, words.field_word(field)) for field in fields.NAMES)]
    if chosen.startswith("energy:") or (month := fields.proposed_month(name=name)):
        offered.append((chosen or month, words.field_word(chosen or month)))
    return {"name": name, "field": f"column-{row.header.index(name)}", "options": offered, "value": chosen}


def _rule(one: dict[str, Any], import_id: int) -> dict[str, Any]:
    return {
        "severity": words.SEVERITIES[one["severity"]],
        "tone": "bad" if one["severity"] == "error" else "info",
        "rule": one["rule"],
        "sentence": sentence(one["rule"]),
        "count": one["count"],
        "url": f"{reverse('desk_customer_import', args=[import_id])}?rule={one['rule']}",
    }


def _finding_columns() -> list[dict[str, Any]]:
    return [
        {"key": "row", "label": _("Dòng"), "kind": "number"},
        {"key": "column", "label": _("Cột")},
        {"key": "severity", "label": _("Mức"), "kind": "status", "tone_key": "tone"},
        {"key": "sentence", "label": _("Nội dung")},
        {"key": "facts", "label": _("Chi tiết")},
    ]


def _finding(one: queries.FindingRow) -> dict[str, Any]:
    return {
        "row": one.row,
        "column": one.column or "",
        "severity": str(words.SEVERITIES[one.severity]),
        "tone": "bad" if one.severity == "error" else "info",
        "sentence": sentence(one.rule),
        "facts": told_facts(one.facts),
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
