"""Findings: the list in sight, and one of them with reply, decision, correction and second look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.queries import FindingCard
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.engines.conduct import FINDING
from donghanh.faces.desk.asking import Standing, address, asked_page, standing_of
from donghanh.faces.desk.conduct import finding_rows, pictures, wording
from donghanh.faces.desk.conduct.forms import DecisionForm, RecheckForm, ReplyForm, WordsForm
from donghanh.faces.desk.conduct.standing import conduct_page, tabs

FORMS: dict[str, type[WordsForm]] = {
    "reply": ReplyForm,
    "decide": DecisionForm,
    "correct": WordsForm,
    "recheck": RecheckForm,
}


@conduct_page
def findings(request: HttpRequest) -> HttpResponse:
    """List the findings in sight, a page at a time; filters stand in the address."""
    standing = standing_of(request)
    state, unit = (request.GET.get(name, "")[:20] for name in ("trang-thai", "don-vi"))
    found = queries.finding_list(actor=standing.actor, state=state, unit_code=unit, page=asked_page(request))
    options = [("", _("Tất cả")), *((key, str(label)) for key, label in wording.FINDING_STATES.items())]
    context = {
        "tabs": tabs(here="findings", actor=standing.actor, day=standing.today), "total": found.total,
        "rows": [finding_rows.line(row) for row in found.rows], "columns": finding_rows.columns(),
        "state": state, "state_options": options,
        "page": {"number": found.page, "page_count": found.pages, "total_count": found.total},
    }  # fmt: skip
    return render(request, "desk/conduct/findings.html", context)


@conduct_page
def finding(request: HttpRequest, code: str) -> HttpResponse:
    """Show one finding and the one thing that its reader may do next; POST does it."""
    standing = standing_of(request)
    card = queries.finding_card(actor=standing.actor, code=code, day=standing.today)
    act = _act(card)
    form = FORMS[act](request.POST if request.method == "POST" else None) if act else None
    if request.method == "POST":
        if form is None:
            messages.error(request, wording.word(wording.REFUSALS, "not-from-this-state"))
            return redirect("desk-conduct-finding", code)
        if form.is_valid() and _made(request, standing, code, act, form):
            return redirect("desk-conduct-finding", code)
    status = 422 if form is not None and form.errors else 200
    return render(request, "desk/conduct/finding.html", _page(card, act, form), status=status)


def _act(card: FindingCard) -> str:
    """The form that this reader is shown; empty when there is nothing to do."""
    if "uphold" in card.acts or "withdraw" in card.acts:
        return "decide"
    return next(iter(card.acts), "")


def _made(request: HttpRequest, standing: Standing, code: str, act: str, form: WordsForm) -> bool:
    which = {"actor": standing.actor, "code": code, "at": standing.now}
    files = pictures.given(request, "files")
    words, choice = form.cleaned_data["words"], form.cleaned_data.get("choice", "")
    acts: dict[str, Callable[[], None]] = {
        "reply": lambda: operations.reply_to_finding(**which, is_disputed=choice == "dispute", words=words),
        "decide": lambda: operations.decide_finding(**which, is_upheld=choice == "uphold", why=words),
        "correct": lambda: operations.correct_finding(**which, words=words),
        "recheck": lambda: operations.recheck_finding(**which, is_corrected=choice == "recheck", words=words),
    }
    try:
        for name, content in files if act != "decide" else ():
            operations.attach_to_finding(**which, name=name, content=content)
        acts[act]()
    except NotFound:
        raise
    except (Refused, Forbidden) as reason:
        form.add_error(None, wording.told(reason))
        return False
    messages.success(request, _("Đã ghi vào %(code)s.") % {"code": code})
    return True


def _page(card: FindingCard, act: str, form: WordsForm | None) -> dict[str, Any]:
    row = card.row
    titles = {
        "reply": _("Nêu ý kiến"),
        "decide": _("Kết luận"),
        "correct": _("Báo đã khắc phục"),
        "recheck": _("Xem lại"),
    }
    return {
        "card": card,
        "row": row,
        "item": wording.said(row.item_vi, row.item_en),
        "unit": wording.said(card.unit_vi, card.unit_en),
        "trail": [
            (_("Tác phong"), address("desk-conduct")),
            (_("Thiếu sót"), address("desk-conduct-findings")),
            (row.code, ""),
        ],
        "state": wording.word(wording.FINDING_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
        "steps": [(state, wording.word(wording.FINDING_STATES, state)) for state in FINDING.path],
        "stopped": wording.word(wording.FINDING_STATES, "withdrawn") if row.state == "withdrawn" else "",
        "inspection_url": address("desk-conduct-inspection", row.inspection),
        "form": form,
        "form_title": titles.get(act, ""),
        "may_uphold": "uphold" in card.acts,
        "may_attach": bool(act) and act != "decide",
        "files": pictures.shown(card.files),
        "told": wording.told_rows(card.told),
        "moves": [
            {
                "word": wording.word(wording.MOVES, one.move), "at": one.at, "by": one.by, "words": one.words,
            }
            for one in card.moves
        ],
    }  # fmt: skip
