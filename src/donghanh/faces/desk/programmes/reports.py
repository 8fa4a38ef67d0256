"""
Reports on the desk: the numbers of a day, drafts of what somebody sees, and the company's issued reports.

A unit's head takes drafts of the own unit along; the issued reports are the company's, and for others
they are not there. What is issued is what was looked at: the form carries the digest of the preview.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.adapters.programme_reports.words import Language
from donghanh.apps.programmes.operations import reporting
from donghanh.apps.programmes.permissions import may_report
from donghanh.apps.programmes.queries import reports as queries
from donghanh.apps.programmes.refusals import CannotReport
from donghanh.faces.desk.programmes import report_rows, signing
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of
from donghanh.faces.signin import navigation

SEE = ("director", "business", "office", "auditor", "unit_head")
PAPERS: dict[str, tuple[reporting.Paper, str]] = {
    "pdf": ("pdf", "application/pdf"),
    "xlsx": ("workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
REFUSALS = {
    "day-to-come": gettext_lazy("Ngày này chưa tới nên chưa có báo cáo. Hãy chọn một ngày đến hôm nay."),
    "issued-already": gettext_lazy("Báo cáo số %(number)s đã nói đúng như vậy. Hãy dùng báo cáo đó."),
    "changed-since-preview": gettext_lazy(
        "Số liệu đã thay đổi trong lúc anh/chị xem. Chưa ban hành gì. Hãy xem lại rồi ban hành."
    ),
}


@programme_page(roles=SEE)
def reports(request: HttpRequest) -> HttpResponse:
    """List the issued reports, and show the numbers of a day before they are taken along or issued."""
    standing = standing_of(request)
    facts = queries.report_facts(
        actor=standing.actor, campaign_code=standing.campaign_code, as_of=standing.day
    )
    checked = queries.checked_reports(actor=standing.actor, campaign_code=standing.campaign_code)
    has_come = standing.day <= standing.today
    context = {
        **_shown(facts, standing),
        "trail": trail_of(standing=standing, last=_("Báo cáo")),
        "sees_all": standing.actor.sees_all,
        "has_come": has_come,
        "issued": [_issued_row(card, check, standing) for card, check in checked],
        "issued_columns": _issued_columns(),
        "drafts": [(kind.upper(), standing.link("desk-report-draft", kind)) for kind in PAPERS]
        if has_come
        else [],
        "certificates_url": standing.link("desk-certificates") if standing.actor.sees_all else "",
        "may_issue": has_come and may_report(actor=standing.actor),
        "issue_url": standing.link("desk-report-issue"),
    }
    return render(request, "desk/programmes/reports.html", context)


@programme_page(roles=SEE)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Show an issued report as it went out, and whether it holds; a copy may be handed in to compare."""
    standing = standing_of(request)
    wanted: dict[str, Any] = {
        "actor": standing.actor, "campaign_code": standing.campaign_code, "number": number,
    }  # fmt: skip
    card = queries.issued_report(**wanted)
    copy = request.FILES.get("tep")
    check = queries.verify_report(**wanted, file=copy.read() if copy else None)
    title = _("Báo cáo số %(number)s") % {"number": number}
    listed = (_("Báo cáo"), standing.link("desk-reports"))
    context = {
        **_shown(queries.issued_facts(**wanted), standing),
        "trail": trail_of(standing=standing, between=(listed,), last=title),
        "title": title,
        "card": card,
        "check": check,
        "copy": _copy_told(check),
        "signature": signing.signature_of(standing=standing, card=card),
        "files": [(kind.upper(), standing.link("desk-report-file", number, kind)) for kind in PAPERS],
    }
    return render(request, "desk/programmes/report.html", context)


@programme_page(roles=SEE)
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Issue the report that was looked at."""
    standing = standing_of(request)
    try:
        number = reporting.issue_report(
            actor=standing.actor, campaign_code=standing.campaign_code, as_of=standing.day,
            at=request.product_now, language=_language(), seen_digest=request.POST.get("digest", ""),  # type: ignore[attr-defined]
        )  # fmt: skip
    except CannotReport as refusal:
        messages.error(request, str(REFUSALS[refusal.rule]) % refusal.facts)
        return redirect(standing.link("desk-reports"))
    messages.success(request, _("Đã ban hành báo cáo số %(number)s.") % {"number": number})
    return redirect(standing.link("desk-report", number))


@programme_page(roles=SEE)
def issued_file(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Give an issued paper byte for byte; who took it is recorded."""
    standing = standing_of(request)
    paper, content_type = _paper(kind)
    content = reporting.take_report(
        actor=standing.actor, campaign_code=standing.campaign_code, number=number, paper=paper,
        at=request.product_now,  # type: ignore[attr-defined]
    )  # fmt: skip
    return _file(content, content_type, f"bao-cao-{standing.campaign_code}-so-{number}.{kind}")


@programme_page(roles=SEE)
def draft_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give a draft of what the person sees on a day; who took it is recorded."""
    standing = standing_of(request)
    paper, content_type = _paper(kind)
    try:
        content = reporting.take_draft(
            actor=standing.actor, campaign_code=standing.campaign_code, as_of=standing.day, paper=paper,
            language=_language(), at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except CannotReport as refusal:
        messages.error(request, str(REFUSALS[refusal.rule]) % refusal.facts)
        return redirect(standing.link("desk-reports"))
    name = f"bao-cao-{standing.campaign_code}-{standing.day.isoformat()}-nhap.{kind}"
    return _file(content, content_type, name)


def _shown(facts: queries.Facts, standing: Standing) -> dict[str, Any]:
    language = _language()
    return {
        "standing": standing,
        "facts": facts,
        "name": facts["campaign"][f"name_{language}"],
        "digest": queries.facts_digest(facts=facts),
        "columns": report_rows.columns(language=language),
        "explained": report_rows.explained(language=language),
        "programmes": report_rows.programmes(facts=facts, language=language),
    }


def _issued_columns() -> list[dict[str, object]]:
    return [
        {"key": "number", "label": _("Số"), "url_key": "url"},
        {"key": "as_of", "label": _("Số liệu đến hết"), "kind": "day"},
        {"key": "by", "label": _("Người ban hành")},
        {"key": "at", "label": _("Lúc"), "kind": "moment"},
        {"key": "digest", "label": _("Mã số liệu"), "kind": "code"},
        {"key": "holds", "label": _("Kiểm tra"), "kind": "status", "tone_key": "tone"},
    ]


def _issued_row(
    card: queries.ReportCard, check: queries.ReportCheck, standing: Standing
) -> dict[str, object]:
    return {
        "number": _("Báo cáo số %(number)s") % {"number": card.number},
        "url": standing.link("desk-report", card.number),
        "as_of": card.as_of,
        "by": card.by,
        "at": card.at,
        "digest": f"{card.digest[:12]}…",
        "holds": _("Nguyên vẹn") if check.holds else _("Không khớp"),
        "tone": "good" if check.holds else "bad",
    }


def _copy_told(check: queries.ReportCheck) -> dict[str, str]:
    if check.file is None:
        return {}
    if not check.file:
        return {"tone": "bad", "text": _("Tệp này không phải là tệp đã ban hành của báo cáo này.")}
    return {"tone": "good", "text": _("Tệp này đúng từng byte với tệp đã ban hành.")}


def _paper(kind: str) -> tuple[reporting.Paper, str]:
    if kind not in PAPERS:
        raise Http404
    return PAPERS[kind]


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _language() -> Language:
    return cast("Language", "en" if (get_language() or "vi").startswith("en") else "vi")


urlpatterns = [
    path("bao-cao/", reports, name="desk-reports"),
    path("bao-cao/ban-hanh", issue, name="desk-report-issue"),
    path("bao-cao/nhap/<slug:kind>", draft_file, name="desk-report-draft"),
    path("bao-cao/<int:number>/", report, name="desk-report"),
    path("bao-cao/<int:number>/<slug:kind>", issued_file, name="desk-report-file"),
]
navigation.enter(
    name="desk-reports", label=gettext_lazy("Báo cáo"), position=70, section=navigation.MONTHS, roles=SEE
)
