"""The approved lists: each with its digest, whether it still holds, and what has changed since, beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.adapters.spreadsheets.writing import WrittenSheet
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.programmes.operations.revealing import take_frozen_list
from donghanh.apps.programmes.permissions import may_approve
from donghanh.apps.programmes.queries import lists as queries
from donghanh.faces.design.figures import written_moment
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.activities import activity_choices, trail_of
from donghanh.faces.desk.programmes.sheets import workbook
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of


@programme_page()
def lists(request: HttpRequest) -> HttpResponse:
    """Show the approved lists in sight; `?hoat-dong=` those of one activity."""
    standing = standing_of(request)
    code = request.GET.get("hoat-dong", "")
    cards = queries.approved_lists(
        actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code
    )
    approves = may_approve(actor=standing.actor, unit_code=None) or "unit_head" in standing.actor.roles
    context = {
        "standing": standing,
        "trail": trail_of(standing=standing, last=_("Danh sách đã duyệt")),
        "rows": [card_row(standing=standing, card=card) for card in cards],
        "activities": activity_choices(standing=standing, first=_("Tất cả")),
        "code": code,
        "approve_url": standing.link("desk-approve", hoat_dong=code) if approves else "",
    }
    return render(request, "desk/programmes/lists.html", context)


@programme_page()
def one_list(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show one approved list."""
    standing = standing_of(request)
    found = queries.frozen_list(
        actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code, number=number
    )
    title = _("Danh sách số %(number)s") % {"number": number}
    listed = (_("Danh sách đã duyệt"), standing.link("desk-lists", hoat_dong=code))
    context = {
        "standing": standing,
        "title": title,
        "trail": trail_of(standing=standing, between=(listed,), last=title),
        "card": card_row(standing=standing, card=found.card),
        "holds": found.holds,
        "rows": _rows(standing=standing, found=found),
        "changes": _changes(standing=standing, found=found),
        "hidden": found.hidden_rows,
        "export_url": standing.link("desk-list-export", code, number),
    }
    return render(request, "desk/programmes/list.html", context)


@programme_page()
def one_list_export(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give an approved list as a workbook that bears its digest; who took it along is recorded."""
    standing = standing_of(request)
    found = take_frozen_list(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        activity_code=code,
        number=number,
        at=request.product_now,  # type: ignore[attr-defined]
    )
    return workbook(name=f"{code}-{number}", sheets=[_sheet(found)])


def card_row(*, standing: Standing, card: queries.ListCard) -> dict[str, Any]:
    """A list as a row of lists of lists."""
    return {
        "number": card.number,
        "activity": wording.said(card, "activity"),
        "unit": card.unit_code or _("Toàn công ty"),
        "count": card.row_count,
        "digest": card.digest,
        "by": card.approved_by,
        "at": card.approved_at,
        "url": standing.link("desk-list", card.activity_code, card.number),
    }


def _rows(*, standing: Standing, found: queries.FrozenList) -> list[dict[str, Any]]:
    communes = organisation.commune_names()
    changed = {change.reference for change in found.changes}
    return [
        {
            "reference": row["reference"],
            "url": standing.link("desk-benefit", row["reference"]),
            "name": row["name"],
            "customer_code": row["customer_code"],
            "unit": row["unit"],
            "commune": communes.get(str(row["commune_code"]), row["commune_code"]),
            "social_class": _class(row),
            "quantity": row["quantity"],
            "is_changed": row["reference"] in changed,
        }
        for row in found.rows
    ]


def _changes(*, standing: Standing, found: queries.FrozenList) -> list[dict[str, Any]]:
    return [
        {
            "reference": change.reference,
            "url": standing.link("desk-benefit", change.reference),
            "column": _column(change.column),
            "was": _value(change.column, change.was),
            "now": _value(change.column, change.now),
        }
        for change in found.changes
    ]


def _class(row: Mapping[str, object]) -> str:
    name = str(row["social_class"])
    return "" if name in ("", "none") else wording.word(wording.SOCIAL_CLASSES, name)


def _column(name: str) -> str:
    named = {
        "unit": _("Đơn vị"),
        "customer_code": _("Mã khách hàng"),
        "name": _("Tên"),
        "kind": _("Đối tượng"),
        "commune_code": _("Xã, phường"),
        "address": _("Địa chỉ"),
        "social_class": _("Diện"),
        "quantity": _("Số lượng"),
        "origin": _("Nguồn"),
        "state": _("Bước"),
    }
    return named.get(name, name)


def _value(column: str, value: str) -> str:
    if column == "address":
        return _("(không hiện)")
    words = {"state": wording.STATES, "social_class": wording.SOCIAL_CLASSES, "kind": wording.KINDS}
    return wording.word(words[column], value) if column in words else value


def _sheet(found: queries.FrozenList) -> WrittenSheet:
    communes = organisation.commune_names()
    columns = [
        _("Mã suất"), _("Người nhận"), _("Mã khách hàng"), _("Đơn vị"), _("Xã, phường"), _("Diện"),
        _("Số lượng"),
    ]  # fmt: skip
    rows = [
        [str(row["reference"]), str(row["name"]), str(row["customer_code"]), str(row["unit"]),
         communes.get(str(row["commune_code"]), str(row["commune_code"])), _class(row),
         int(str(row["quantity"]))]
        for row in found.rows
    ]  # fmt: skip
    card = found.card
    notes = [
        f"{wording.said(card, 'activity')} #{card.number}",
        f"SHA-256 {card.digest}",
        f"{card.approved_by}, {written_moment(card.approved_at)}",
    ]
    return WrittenSheet(f"{card.activity_code} {card.number}", columns, rows, notes)
