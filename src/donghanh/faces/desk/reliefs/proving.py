"""A certificate to be downloaded, and the dry run of a round that came late, changed or ended."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.adapters.relief_certificate.shape import read_list
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.reliefs import operations, queries
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.reliefs import words
from donghanh.faces.desk.reliefs.forms import RoundForm
from donghanh.faces.desk.reliefs.standing import COMPANY, links, trail
from donghanh.faces.signin.doors import desk_page

ROWS_SHOWN = 100


@desk_page(roles=COMPANY)
def certificate(request: HttpRequest) -> HttpResponse:
    """Make the certificate of a round and month: its equation, and the folder as a ZIP."""
    actor = actor_of(request)
    form = RoundForm(request.POST or None, rounds=queries.rounds(actor=actor))
    made = None
    if request.method == "POST" and form.is_valid():
        relief_round, month = form.cleaned_data["relief_round"], form.month_given()
        try:
            made = operations.make_certificate(
                actor=actor, relief_round=relief_round, month=month,
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
        except (Refused, Forbidden) as refusal:
            form.add_error(None, words.told(refusal))
        else:
            if "download" in request.POST:
                return _zip(made, relief_round, month)
    title = _("Chứng nhận hai chiều")
    context = {
        "title": title, "form": form, "made": made, "trail": trail(title),
        "tabs": links(request, "desk-relief-certificate"), "columns": _total_columns(),
        "rows": _totals(made) if made else [],
    }  # fmt: skip
    return render(request, "desk/reliefs/certificate.html", context, status=422 if form.errors else 200)


def _total_columns() -> list[dict[str, object]]:
    return [
        {"key": "unit_code", "label": _("Điện lực"), "kind": "code"},
        {"key": "category", "label": _("Nhóm giá")},
        {"key": "relief", "label": _("Nhóm được giảm"), "kind": "code"},
        {"key": "customers", "label": _("Khách hàng"), "kind": "number"},
        {"key": "kwh", "label": _("Sản lượng (kWh)"), "kind": "number"},
        {"key": "gross_amount", "label": _("Tiền trước giảm"), "kind": "number"},
        {"key": "relief_amount", "label": _("Tiền giảm"), "kind": "number"},
    ]


def _totals(made: operations.Certificate) -> list[dict[str, object]]:
    rows = read_list("totals.csv", made.files["totals.csv"]).to_dicts()
    return [row | {"category": str(words.CATEGORIES[row["category"]])} for row in rows]


def _zip(made: operations.Certificate, relief_round: str, month: date) -> HttpResponse:
    name = f"{relief_round}-{month:%Y-%m}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in made.files.items():
            archive.writestr(f"{name}/{file}", content)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer


@desk_page(roles=COMPANY)
def rerate(request: HttpRequest) -> HttpResponse:
    """Show which bills a round touches now; then have exactly these adjusted."""
    actor = actor_of(request)
    form = RoundForm(request.POST or None, rounds=queries.rounds(actor=actor))
    told = digest = None
    if request.method == "POST" and form.is_valid():
        relief_round, month = form.cleaned_data["relief_round"], form.month_given()
        try:
            if seen := request.POST.get("digest"):
                count = operations.apply_rerate(
                    actor=actor, relief_round=relief_round, month=month, digest=seen,
                    reason=request.POST.get("why", ""), at=request.product_now,  # type: ignore[attr-defined]
                )  # fmt: skip
                messages.success(request, _("Đã điều chỉnh %(count)s hóa đơn.") % {"count": count})
                return redirect("desk-relief-rerate")
            told = queries.rerate(
                actor=actor, relief_round=relief_round, month=month,
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
            digest = operations.digest_of_rerate(told)
        except (Refused, Forbidden) as refusal:
            form.add_error(None, words.told(refusal))
    title = _("Tính lại hóa đơn")
    context = {
        "title": title, "form": form, "told": told, "digest": digest, "trail": trail(title),
        "tabs": links(request, "desk-relief-rerate"), "columns": _columns(),
        "rows": told.touched.head(ROWS_SHOWN).to_dicts() if told else [],
        "touched": told.touched.height if told else 0, "refused": told.refused.height if told else 0,
    }  # fmt: skip
    return render(request, "desk/reliefs/rerate.html", context, status=422 if form.errors else 200)


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "code", "label": _("Khách hàng"), "kind": "code"},
        {"key": "unit_code", "label": _("Điện lực"), "kind": "code"},
        {"key": "relief_before", "label": _("Giảm trước đó")},
        {"key": "relief_after", "label": _("Giảm bây giờ")},
        {"key": "total_amount_before", "label": _("Tổng tiền trước"), "kind": "number"},
        {"key": "total_amount_after", "label": _("Tổng tiền sau"), "kind": "number"},
        {"key": "total_amount_difference", "label": _("Chênh lệch"), "kind": "number"},
    ]
