"""The list of promises: filters in the address, pages, rows to choose for a bulk act, a workbook of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.adapters.spreadsheets.writing import WrittenSheet
from donghanh.apps.evidence.queries import evidence_counts
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.programmes.operations.revealing import take_benefit_list
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.queries.benefits import BenefitFilter, BenefitLine, BenefitPage, benefit_list
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import bulk, wording
from donghanh.faces.desk.programmes.activities import activity_choices, trail_of
from donghanh.faces.desk.programmes.board_rows import short_name
from donghanh.faces.desk.programmes.sheets import workbook
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of


@programme_page()
def benefits(request: HttpRequest) -> HttpResponse:
    """Show a page of the promises in sight, narrowed as the address says."""
    standing = standing_of(request)
    wanted = _wanted(request=request, standing=standing)
    page = benefit_list(
        actor=standing.actor, campaign_code=standing.campaign_code, wanted=wanted, page=_page(request)
    )
    communes = organisation.commune_names()
    papers = evidence_counts(subjects=[f"benefit:{line.reference}" for line in page.lines])
    chooses = standing.is_today and standing.actor.may_change
    context = {
        "standing": standing,
        "trail": trail_of(standing=standing, last=_("Suất hỗ trợ")),
        "rows": [
            {
                **row_of(line=line, standing=standing, communes=communes),
                "papers": papers.get((f"benefit:{line.reference}", "proof"), 0),
            }
            for line in page.lines
        ],
        "total": page.total,
        "quantity": _quantity(standing=standing, wanted=wanted, page=page),
        "pages": {"number": page.page, "page_count": page.pages, "total_count": page.total},
        "filters": _filters(request=request, standing=standing),
        "is_narrowed": any(request.GET.get(name) for name in NAMES),
        "bulk_moves": bulk.offered(actor=standing.actor) if chooses else [],
        "bulk_url": page_address("desk-bulk"),
        "export_url": f"{page_address('desk-benefits-export')}?{request.GET.urlencode()}",
        "nominate_url": standing.link("desk-nominate") if standing.may_nominate else "",
        "first_use": page.total == 0 and not any(request.GET.get(name) for name in NAMES),
    }
    return render(request, "desk/programmes/benefits.html", context)


@programme_page()
def benefits_export(request: HttpRequest) -> HttpResponse:
    """Give the whole narrowed list as a workbook; who took it along is recorded."""
    standing = standing_of(request)
    lines = take_benefit_list(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        wanted=_wanted(request=request, standing=standing),
        at=request.product_now,  # type: ignore[attr-defined]
    )
    notes = [
        _("Số liệu hết ngày %(day)s, phạm vi của %(name)s.")
        % {"day": written_day(standing.day), "name": standing.actor.full_name}
    ]
    name = f"{standing.campaign_code}-{standing.day:%Y-%m-%d}-suat"
    return workbook(name=name, sheets=[sheet_of(lines=lines, notes=notes)])


NAMES = ("hoat-dong", "don-vi", "trang-thai", "tu-buoc", "tre", "q")


def sheet_of(*, lines: Sequence[BenefitLine], notes: Sequence[str]) -> WrittenSheet:
    """Lay promises out as a sheet."""
    communes = organisation.commune_names()
    columns = [
        _("Mã suất"), _("Hoạt động"), _("Đơn vị"), _("Người nhận"), _("Mã khách hàng"), _("Xã, phường"),
        _("Diện"), _("Số lượng"), _("Bước"), _("Ngày hẹn"), _("Hạn"),
    ]  # fmt: skip
    rows = [
        [line.reference, wording.said(line, "activity"), line.unit_code, line.name, line.customer_code,
         communes.get(line.commune_code, line.commune_code), class_of(line), line.quantity,
         wording.word(wording.STATES, line.state), line.scheduled_on, line.due_on]
        for line in lines
    ]  # fmt: skip
    return WrittenSheet(_("Suất hỗ trợ"), columns, rows, notes)


def row_of(*, line: BenefitLine, standing: Standing, communes: dict[str, str]) -> dict[str, Any]:
    """A promise as a row of a list."""
    is_open = line.state in BENEFIT.path and BENEFIT.path.index(line.state) < BENEFIT.path.index("delivered")
    return {
        "reference": line.reference,
        "url": standing.link("desk-benefit", line.reference),
        "name": line.name,
        "customer_code": line.customer_code,
        "activity": wording.said(line, "activity"),
        "row": line.reference.split("-")[0],
        "unit": short_name(wording.said(line, "unit")),
        "commune": communes.get(line.commune_code, line.commune_code),
        "social_class": class_of(line),
        "quantity": line.quantity,
        "state": wording.word(wording.STATES, line.state),
        "tone": wording.STATE_TONES.get(line.state, "idle"),
        "scheduled_on": line.scheduled_on,
        "due_on": line.due_on,
        "is_late": is_open and (line.scheduled_on or line.due_on) < standing.day,
    }


def class_of(line: BenefitLine) -> str:
    """The social class in words; nothing for those who have none."""
    if line.social_class in ("", "none"):
        return ""
    return wording.word(wording.SOCIAL_CLASSES, line.social_class)


def _wanted(*, request: HttpRequest, standing: Standing) -> BenefitFilter:
    asked = request.GET
    late = asked.get("tre") == "1"
    stage, state = asked.get("tu-buoc", ""), asked.get("trang-thai", "")
    return BenefitFilter(
        activity_code=asked.get("hoat-dong", ""),
        unit_code=asked.get("don-vi", ""),
        state=state if state in BENEFIT.states else "",
        stage=stage if stage in BENEFIT.path else "",
        text=asked.get("q", "").strip()[:80],
        as_of=standing.day if late or not standing.is_today else None,
        late=late,
    )


def _quantity(*, standing: Standing, wanted: BenefitFilter, page: BenefitPage) -> str:
    """The quantities together in their unit of measure, where they differ from the number of promises."""
    if not wanted.activity_code or page.quantity == page.total:
        return ""
    card = plan.activity_card(campaign_code=standing.campaign_code, activity_code=wanted.activity_code)
    return f"{written_number(page.quantity)} {wording.said(card, 'measured_in')}"


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _filters(*, request: HttpRequest, standing: Standing) -> dict[str, Any]:
    every = _("Tất cả")
    units = organisation.units_on(day=standing.day, actor=standing.actor)
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    return {
        "activities": activity_choices(standing=standing, first=every),
        "units": [("", every), *((unit.code, unit.name(language)) for unit in units)],
        "states": [("", every), *((state, wording.word(wording.STATES, state)) for state in BENEFIT.states)],
        "stages": [
            ("", every),
            *(
                (stage, _("%(state)s trở đi") % {"state": wording.word(wording.STATES, stage)})
                for stage in BENEFIT.path
            ),
        ],
        "late": [("", every), ("1", _("Chỉ suất quá hạn"))],
        "chosen": {name.replace("-", "_"): request.GET.get(name, "") for name in NAMES},
        "clear": standing.link("desk-benefits"),
    }
