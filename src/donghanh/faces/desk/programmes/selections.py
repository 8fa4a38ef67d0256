"""
Selection by rule on the desk: the rule in words, its runs, who was chosen, and "why" for any customer.

The departments run a rule and put the chosen forward; everybody else looks, each at the customers in sight.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.adapters.spreadsheets.writing import WrittenSheet
from donghanh.apps.programmes.operations import selecting
from donghanh.apps.programmes.permissions import SELECTORS, may_select
from donghanh.apps.programmes.queries import selections
from donghanh.apps.programmes.refusals import CannotSelect, NotFound
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.desk.programmes import refusals, selection_rule, sheets, terms, wording
from donghanh.faces.desk.programmes import selection_words as words
from donghanh.faces.desk.programmes.selection_pages import card_of, measure_name, run_facts, run_of, trail
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of

LINES_A_PAGE = 100
PREVIEWED = 20
refusals.SENTENCES.update(
    {
        "no-rule": gettext_lazy("Hoạt động này không chọn theo tiêu chí. Hãy mở hoạt động khác."),
        "nobody-to-put-forward": gettext_lazy(
            "Mọi người được chọn trong lần %(run)s đã được đề cử. Bước tiếp theo: xác minh và duyệt."
        ),
    }
)


class RunForm(forms.Form):
    """The day as of which the rule is run."""

    as_of = forms.DateField(
        label=gettext_lazy("Chọn theo dữ liệu của ngày"),
        help_text=gettext_lazy("Hợp đồng và điện năng được xét như đã ghi đến ngày này."),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Hãy chọn một ngày."),
            "invalid": gettext_lazy("Đây không phải là ngày. Hãy viết như 20/12/2021."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_of(self) -> date:
        """Nobody knows the records of a day to come."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến. Hãy chọn hôm nay hoặc một ngày đã qua."))
        return day


@programme_page()
def selection(request: HttpRequest, code: str) -> HttpResponse:
    """Show an activity's rule and its runs; run it as of a day (POST)."""
    standing = standing_of(request)
    card = card_of(standing, code)
    may = may_select(actor=standing.actor)
    form = RunForm(request.POST or None, today=standing.today, initial={"as_of": standing.today})
    if request.method == "POST" and form.is_valid():
        try:
            return _run(request, standing, code, form.cleaned_data["as_of"])
        except CannotSelect as refusal:
            form.add_error("as_of", refusals.told(refusal))
    runs = selections.runs(campaign_code=standing.campaign_code, activity_code=code)
    context = {
        "name": wording.said(card, "name"),
        "rule": terms.rule_told(terms=card.terms),
        "facts": selection_rule.rule_rows(card=card),
        "bands": selection_rule.band_rows(card=card),
        "runs": [_run_row(standing, one) for one in runs],
        "form": form if may else None,
        "trail": trail(standing, card),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/programmes/selection.html", context, status=status)


def _run(request: HttpRequest, standing: Standing, code: str, as_of: date) -> HttpResponse:
    run_id = selecting.run_selection(
        actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code, as_of=as_of,
        at=request.product_now,  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, _("Đã chọn theo tiêu chí. Kết quả được giữ nguyên, không sửa được."))
    return redirect(standing.link("desk-selection-run", code, run_id))


@programme_page()
def run(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """Show a run: counts, who was chosen or nearly so, and the answer to "why" for one code."""
    standing = standing_of(request)
    card, found = card_of(standing, code), run_of(standing, code, run_id)
    verdict = request.GET.get("kq", "chosen")
    if verdict not in words.VERDICTS:
        verdict = "chosen"
    lines = selections.selected(actor=standing.actor, run_id=run_id, verdict=verdict)
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.get("ma", "").strip()
    waiting = selections.waiting(run_id=run_id) if may_select(actor=standing.actor) else ()
    context = {
        "run": found,
        "facts": run_facts(found),
        "tabs": _tabs(standing, found, verdict),
        "verdict": verdict,
        "measure": measure_name(found),
        "cuts": selection_rule.cut_rows(cut=found.cut),
        "lines": [_line_row(standing, found, line) for line in page.object_list],
        "page": page,
        "asked": asked,
        "answer": _answer(standing, found, asked) if asked else None,
        "kept_first": len(lines) if len(lines) == selections.MOST_KEPT else 0,
        "waiting": len(waiting),
        "forward_url": standing.link("desk-selection-forward", code, run_id),
        "export_url": standing.link("desk-selection-export", code, run_id),
        "trail": trail(standing, card, _("Lần chọn %(run)s") % {"run": run_id}),
    }
    return render(request, "desk/programmes/selection_run.html", context)


@programme_page(roles=SELECTORS)
def forward(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """Show whom putting forward would name (GET), then name them (POST)."""
    standing = standing_of(request)
    card = card_of(standing, code)
    run_of(standing, code, run_id)
    back = standing.link("desk-selection-run", code, run_id)
    if request.method == "POST":
        return _put_forward(request, standing, run_id, back)
    waiting = set(selections.waiting(run_id=run_id))
    chosen = selections.selected(actor=standing.actor, run_id=run_id, verdict="chosen")
    lines = [line for line in chosen if line.customer_code in waiting]
    context = {
        "lines": lines[:PREVIEWED],
        "more": max(0, len(lines) - PREVIEWED),
        "count": len(lines),
        "already": len(chosen) - len(lines),
        "name": wording.said(card, "name"),
        "back": back,
        "trail": trail(standing, card, _("Đề cử người được chọn")),
    }
    return render(request, "desk/programmes/selection_forward.html", context)


def _put_forward(request: HttpRequest, standing: Standing, run_id: int, back: str) -> HttpResponse:
    try:
        references = selecting.put_forward(
            actor=standing.actor, run_id=run_id, at=request.product_now  # type: ignore[attr-defined]
        )  # fmt: skip
    except (CannotSelect, CannotMove) as refusal:
        messages.error(request, refusals.told(refusal))
        return redirect(back)
    told = _("Đã đề cử và kiểm tra %(count)s suất. Người khác xác minh, rồi duyệt.")
    messages.success(request, told % {"count": len(references)})
    return redirect(back)


@programme_page()
def export(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """Hand the rows of a run that are in sight out as a workbook, with rule and digest above them."""
    standing = standing_of(request)
    card, found = card_of(standing, code), run_of(standing, code, run_id)
    lines = selections.selected(actor=standing.actor, run_id=run_id)
    columns = [
        _("Kết quả"), _("Hạng"), _("Mã"), _("Tên"), _("Đơn vị"), measure_name(found), _("Lý do"),
    ]  # fmt: skip
    rows = [
        [
            wording.word(words.VERDICTS, line.verdict), line.rank, line.customer_code, line.name,
            line.unit_code, line.measure, " ".join(words.told(reason)["text"] for reason in line.reasons),
        ]
        for line in lines
    ]  # fmt: skip
    notes = [f"{name}: {value}" for name, value, *_more in run_facts(found)]
    sheet = WrittenSheet(
        name=_("Lần chọn %(run)s") % {"run": run_id}, columns=columns, rows=rows, notes=notes
    )
    return sheets.workbook(name=f"{card.code}-{run_id}", sheets=[sheet])


def _run_row(standing: Standing, one: selections.RunCard) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": standing.link("desk-selection-run", one.activity_code, one.id),
        "as_of": one.as_of,
        "by": one.by,
        "at": one.at,
        "counts": [
            (wording.word(words.VERDICTS, verdict), words.VERDICT_TONES[verdict], one.counts.get(verdict, 0))
            for verdict in words.VERDICTS
        ],
    }


def _tabs(standing: Standing, found: selections.RunCard, verdict: str) -> list[tuple[str, str, bool, int]]:
    return [
        (
            standing.link("desk-selection-run", found.activity_code, found.id, kq=name),
            wording.word(words.VERDICTS, name),
            name == verdict,
            found.counts.get(name, 0),
        )
        for name in words.VERDICTS
    ]


def _line_row(standing: Standing, found: selections.RunCard, line: selections.SelectedLine) -> dict[str, Any]:
    return {
        "line": line,
        "url": standing.link(
            "desk-selection-run", found.activity_code, found.id, ma=line.customer_code, kq=line.verdict
        ),
        "measure": words.measure_told("", line.measure),
        "reasons": [words.told(reason) for reason in line.reasons],
    }


def _answer(standing: Standing, found: selections.RunCard, asked: str) -> dict[str, Any]:
    """Answer "why" for a code; a code out of sight is answered like one that does not exist."""
    try:
        said = selections.why(actor=standing.actor, run_id=found.id, customer_code=asked)
    except NotFound:
        return {"missing": asked}
    return {
        "said": said,
        "verdict": wording.word(words.VERDICTS, said.verdict),
        "tone": words.VERDICT_TONES[said.verdict],
        "now": "" if said.now_verdict == said.verdict else wording.word(words.VERDICTS, said.now_verdict),
        "measure": words.measure_told(said.measure_name, said.measure),
        "measure_name": wording.word(words.MEASURES, said.measure_name),
        "reasons": [words.told(reason) for reason in said.reasons],
        "months": said.months,
        "total": sum(line.energy_kwh or 0 for line in said.months),
        "missing_months": sum(line.energy_kwh is None for line in said.months),
        "has_codes": len({line.customer_code for line in said.months}) > 1,
        "customer_url": selection_rule.customer_url(said.customer_code),
    }


urlpatterns = [
    path("chon/<slug:code>/", selection, name="desk-selection"),
    path("chon/<slug:code>/<int:run_id>/", run, name="desk-selection-run"),
    path("chon/<slug:code>/<int:run_id>/de-cu/", forward, name="desk-selection-forward"),
    path("chon/<slug:code>/<int:run_id>/xuat", export, name="desk-selection-export"),
]
