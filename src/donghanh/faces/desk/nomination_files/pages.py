"""Hand a commune's spreadsheet in from the desk, look at what was found, say yes or no."""

from __future__ import annotations

from typing import Any
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
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.queries.nomination_files import FileStory, nomination_file, nomination_files
from donghanh.apps.programmes.queries.nomination_templates import nomination_template
from donghanh.apps.programmes.queries.open_activities import nominating_communes
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.engines.programmes.moves import move_named
from donghanh.faces.design import nomination_words as words
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 5 * 1024 * 1024
WHO = move_named(move="nominate").roles | {"auditor", "director"}


@programme_page(roles=WHO)
def files(request: HttpRequest) -> HttpResponse:
    """List the files of the communes in sight, and take one."""
    standing = standing_of(request)
    trouble = ""
    if request.method == "POST":
        answer = _received(request, standing)
        if isinstance(answer, HttpResponse):
            return answer
        trouble = answer
    communes = nominating_communes(actor=standing.actor, day=standing.today)
    cards = nomination_files(actor=standing.actor, day=standing.today, campaign_code=standing.campaign_code)
    context = {
        "standing": standing,
        "trail": trail_of(standing=standing, last=_("Tệp đề cử")),
        "trouble": trouble,
        "communes": [(one.code, f"{one.name}, {one.district}") for one in communes],
        "chosen": request.POST.get("commune", request.GET.get("xa", "")),
        "may_hand_in": bool(communes) and standing.actor.may_change,
        "columns": words.file_columns(),
        "rows": [
            words.file_row(card=one, url=standing.link("desk-nomination-file", one.number)) for one in cards
        ],
    }
    return render(request, "desk/programmes/nomination_files.html", context, status=422 if trouble else 200)


@programme_page(roles=WHO)
def template(request: HttpRequest) -> HttpResponse:
    """Give the template of the commune that `?xa=` names."""
    standing = standing_of(request)
    code = request.GET.get("xa", "")
    content = nomination_template(
        actor=standing.actor, campaign_code=standing.campaign_code, commune_code=code, day=standing.today
    )
    answer = HttpResponse(content, content_type=XLSX)
    name = quote(f"De cu {organisation.commune_names().get(code, code)}.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@programme_page(roles=WHO)
def one_file(request: HttpRequest, number: int) -> HttpResponse:
    """Show one file."""
    standing = standing_of(request)
    return _shown(request, standing, _story(standing, number))


@programme_page(roles=WHO)
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
        return _shown(request, standing, story, trouble=told)
    return redirect(standing.link("desk-nomination-file", number))


@programme_page(roles=WHO)
@require_POST
def set_aside(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the file is not wanted."""
    standing = standing_of(request)
    story = _story(standing, number)
    try:
        operations.set_file_aside(actor=standing.actor, number=number, at=request.product_now)  # type: ignore[attr-defined]
    except operations.CannotTakeFile as reason:
        told = words.refusal_told(rule=reason.rule, facts=reason.facts)
        return _shown(request, standing, story, trouble=told)
    return redirect(standing.link("desk-nomination-file", number))


@programme_page(roles=WHO)
def findings(request: HttpRequest, number: int) -> HttpResponse:
    """Give what was found as a spreadsheet; every cell stays text."""
    story = _story(standing_of(request), number)
    columns = words.finding_columns()
    rows = [[words.finding_row(one)[column["key"]] for column in columns] for one in story.findings]
    sheet = WrittenSheet(name=_("Cần xem"), columns=[column["label"] for column in columns], rows=rows)
    answer = HttpResponse(build_workbook(sheets=[sheet]), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="can-xem-{number}.xlsx"'
    return answer


def _received(request: HttpRequest, standing: Standing) -> HttpResponse | str:
    """Take a file; answers what is wrong with it before it was read, or where it is shown."""
    upload = request.FILES.get("file")
    if upload is None or (upload.size or 0) > MOST_BYTES:
        return words.refusal_told(rule="file-too-large" if upload else "file-missing", facts={})
    got = operations.receive_nominations(
        actor=standing.actor, campaign_code=standing.campaign_code,
        commune_code=request.POST.get("commune", ""), name=upload.name or "", content=upload.read(),
        at=request.product_now,  # type: ignore[attr-defined]
    )  # fmt: skip
    asked = {"lan_nua": "1"} if got.is_again else {}
    return redirect(standing.link("desk-nomination-file", got.number, **asked))


def _story(standing: Standing, number: int) -> FileStory:
    return nomination_file(actor=standing.actor, number=number, day=standing.today)


def _shown(request: HttpRequest, standing: Standing, story: FileStory, *, trouble: str = "") -> HttpResponse:
    number = story.card.number
    names = {one.code: wording.short(one) for one in plan.activities(campaign_code=story.card.campaign_code)}
    links = {
        one.reference: standing.link("desk-benefit", one.reference) for one in story.rows if one.reference
    }
    context: dict[str, Any] = {
        **words.file_page(
            story=story, activities=names, links=links, communes=organisation.commune_names()
        ),
        "standing": standing,
        "trail": trail_of(
            standing=standing, between=((_("Tệp đề cử"), standing.link("desk-nomination-files")),),
            last=story.card.file_name,
        ),
        "trouble": trouble,
        "is_again": request.GET.get("lan-nua") == "1",
        "load_url": reverse("desk-nomination-file-load", args=[number]),
        "aside_url": reverse("desk-nomination-file-aside", args=[number]),
        "findings_url": reverse("desk-nomination-file-findings", args=[number]),
    }  # fmt: skip
    return render(request, "desk/programmes/nomination_file.html", context, status=409 if trouble else 200)
