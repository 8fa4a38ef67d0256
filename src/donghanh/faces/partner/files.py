"""Spreadsheets of the commune: the template to fill, handing one in, what was found, saying yes or no."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations import nomination_files as operations
from donghanh.apps.programmes.queries.nomination_files import FileStory, nomination_file, nomination_files
from donghanh.apps.programmes.queries.nomination_templates import nomination_template
from donghanh.apps.programmes.queries.open_activities import open_activities
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.design import nomination_words as words
from donghanh.faces.partner.frame import framed
from donghanh.faces.partner.standing import Standing, partner_page, said, standing_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 5 * 1024 * 1024


@partner_page
def files(request: HttpRequest) -> HttpResponse:
    """List the files handed in, offer the template, take a file."""
    standing = standing_of(request)
    trouble = ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            trouble = words.refusal_told(rule="file-missing", facts={})
        elif (upload.size or 0) > MOST_BYTES:
            trouble = words.refusal_told(rule="file-too-large", facts={})
        else:
            got = operations.receive_nominations(
                actor=standing.actor, campaign_code=standing.campaign_code,
                commune_code=standing.commune.code, name=upload.name or "", content=upload.read(),
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
            again = "?lan-nua=1" if got.is_again else ""
            return redirect(f"{reverse('partner-file', args=[got.number])}{again}")
    cards = nomination_files(
        actor=standing.actor, day=standing.day, campaign_code=standing.campaign_code,
        commune_code=standing.commune.code,
    )  # fmt: skip
    rows = [words.file_row(card=one, url=reverse("partner-file", args=[one.number])) for one in cards]
    context = {
        **framed(standing, "partner-files"), "trouble": trouble, "rows": rows,
        "columns": words.file_columns(of_one_commune=True),
    }  # fmt: skip
    return render(request, "partner/files.html", context, status=422 if trouble else 200)


@partner_page
def template(request: HttpRequest) -> HttpResponse:
    """Give the commune's template."""
    standing = standing_of(request)
    content = nomination_template(
        actor=standing.actor, campaign_code=standing.campaign_code, commune_code=standing.commune.code,
        day=standing.day,
    )  # fmt: skip
    answer = HttpResponse(content, content_type=XLSX)
    name = quote(f"De cu {standing.commune.name}.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@partner_page
def one_file(request: HttpRequest, number: int) -> HttpResponse:
    """Show what was found in a file, and ask whether it is to be written."""
    standing = standing_of(request)
    return _shown(request, standing, _story(standing, number))


@partner_page
@require_POST
def load(request: HttpRequest, number: int) -> HttpResponse:
    """Name everybody of the file; pressed twice, it is done once."""
    standing = standing_of(request)
    story = _story(standing, number)
    try:
        operations.load_nominations(
            actor=standing.actor, number=number, is_partial=request.POST.get("partial") == "1",
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotFound:
        raise
    except (Refused, CannotMove, Forbidden) as reason:
        told = words.refusal_told(rule=getattr(reason, "rule", "refused"), facts=reason.facts)
        return _shown(request, standing, story, trouble=told, status=409)
    return redirect("partner-file", number=number)


@partner_page
@require_POST
def set_aside(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the file is not wanted."""
    standing = standing_of(request)
    story = _story(standing, number)
    try:
        operations.set_file_aside(actor=standing.actor, number=number, at=request.product_now)  # type: ignore[attr-defined]
    except operations.CannotTakeFile as reason:
        told = words.refusal_told(rule=reason.rule, facts=reason.facts)
        return _shown(request, standing, story, trouble=told, status=409)
    return redirect("partner-file", number=number)


@partner_page
def findings(request: HttpRequest, number: int) -> HttpResponse:
    """Give what was found as a spreadsheet; every cell stays text."""
    story = _story(standing_of(request), number)
    columns = words.finding_columns()
    rows = [[words.finding_row(one)[column["key"]] for column in columns] for one in story.findings]
    sheet = WrittenSheet(name=_("Cần xem"), columns=[column["label"] for column in columns], rows=rows)
    answer = HttpResponse(build_workbook(sheets=[sheet]), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="can-xem-{number}.xlsx"'
    return answer


def _story(standing: Standing, number: int) -> FileStory:
    """One file of this commune. raises : NotFound"""
    story = nomination_file(actor=standing.actor, number=number, day=standing.day)
    if story.card.commune_code != standing.commune.code:
        raise NotFound("nomination file", number)
    return story


def _shown(
    request: HttpRequest, standing: Standing, story: FileStory, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    number = story.card.number
    activities = open_activities(
        actor=standing.actor, campaign_code=story.card.campaign_code, commune_code=standing.commune.code,
        day=standing.day,
    )  # fmt: skip
    links = {
        one.reference: reverse("partner-nomination", args=[one.reference])
        for one in story.rows
        if one.reference
    }
    context = {
        **framed(standing, "partner-files"),
        **words.file_page(
            story=story, activities={one.code: said(one, "short") for one in activities}, links=links,
            communes=organisation.commune_names(),
        ),
        "trouble": trouble,
        "is_again": request.GET.get("lan-nua") == "1",
        "load_url": reverse("partner-file-load", args=[number]),
        "aside_url": reverse("partner-file-aside", args=[number]),
        "findings_url": reverse("partner-file-findings", args=[number]),
    }  # fmt: skip
    return render(request, "partner/file.html", context, status=status)
