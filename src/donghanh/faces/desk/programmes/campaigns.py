"""
Campaigns on the desk: all that were opened, next year's made from this year's, two side by side.

A template is text, checked like the lawbook each time it is shown; what it changes stands beside it
before anybody opens it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.programmes.operations import campaigns as operations
from donghanh.apps.programmes.permissions import PLANNERS, may_plan
from donghanh.apps.programmes.queries import comparisons, plan
from donghanh.apps.programmes.refusals import CannotOpenCampaign, NotFound
from donghanh.faces.desk.programmes import campaign_words as words
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.draw_forms import MISSING, Day
from donghanh.faces.desk.programmes.standing import programme_page
from donghanh.faces.signin.asked import asked_day
from donghanh.lawbook import programmes as lawbook

LONGEST_TEMPLATE = 200_000
refusals.SENTENCES.update(words.SENTENCES)


class NewYearForm(forms.Form):
    """The days and the code of a campaign to come."""

    from_on = Day(label=gettext_lazy("Ngày đầu"))
    last_on = Day(label=gettext_lazy("Ngày cuối"))
    code = forms.SlugField(
        label=gettext_lazy("Mã chương trình"),
        max_length=40,
        help_text=gettext_lazy("Chữ thường không dấu, số và gạch nối; đứng trong địa chỉ trang."),
        error_messages={**MISSING, "invalid": gettext_lazy("Mã chỉ gồm chữ không dấu, số và gạch nối.")},
    )


class TemplateForm(forms.Form):
    """A template's text."""

    text = forms.CharField(
        label=gettext_lazy("Bản mẫu (YAML)"),
        max_length=LONGEST_TEMPLATE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "class": "code-text", "spellcheck": "false", "wrap": "off"}),
        error_messages=MISSING,
    )


@programme_page()
def campaigns(request: HttpRequest) -> HttpResponse:
    """List the campaigns; planners open a template of the lawbook (POST) or make next year's."""
    if request.method == "POST":
        return _open_of_lawbook(request)
    found = plan.campaigns()
    opened = {one.code for one in found}
    may = may_plan(actor=request.actor)  # type: ignore[attr-defined]
    context = {
        "rows": [
            {
                "campaign": one,
                "name": wording.said(one, "name"),
                "motto": wording.said(one, "motto"),
                "last_on": one.until_on - timedelta(days=1),
                "board_url": f"{reverse('desk-board')}?dot={one.code}",
                "next_url": reverse("desk-campaign-next", args=[one.code]) if may else "",
            }
            for one in found
        ],
        "compare_url": _compare_url(found) if len(found) > 1 else "",
        "templates": [code for code in lawbook.template_codes() if code not in opened] if may else [],
        "trail": _trail(_("Các chương trình"), is_first=True),
    }
    return render(request, "desk/programmes/campaigns.html", context)


def _open_of_lawbook(request: HttpRequest) -> HttpResponse:
    try:
        opened = operations.open_campaign_of_lawbook(
            actor=request.actor, code=request.POST.get("code", ""), at=request.product_now  # type: ignore[attr-defined]
        )  # fmt: skip
        _tell_opened(request, opened)
    except CannotOpenCampaign as refusal:
        messages.error(request, refusals.told(refusal))
    return redirect("desk-campaigns")


@programme_page(roles=PLANNERS)
def next_year(request: HttpRequest, code: str) -> HttpResponse:
    """Make next year's template (POST make), check it (check), open it (open)."""
    plan.campaign_template(campaign_code=code)  # a campaign that is not there is told first
    act = request.POST.get("act", "") if request.method == "POST" else ""
    days = NewYearForm(request.POST if act == "make" else None, initial=_next_days(code))
    form = TemplateForm(request.POST if act in ("check", "open") else None)
    if act == "make" and days.is_valid():
        form = _made(request, code, days)
    text = _text(form)
    review = comparisons.review(text=text) if text else None
    if act == "open" and review and not review.problems:
        answer = _opened(request, text, form)
        if answer:
            return answer
    context = {
        "days": days,
        "form": form if text or form.is_bound else None,
        "review": review,
        "changes": [words.change_row(one) for one in (review.changes or ())] if review else [],
        "lines": [(problem.line, problem.rule, problem.text) for problem in review.problems]
        if review
        else [],
        "source_code": code,
        "trail": _trail(_("Chương trình năm sau")),
    }
    wrong = bool(days.errors or form.errors or (review and review.problems))
    return render(
        request, "desk/programmes/campaign_next.html", context, status=422 if act and wrong else 200
    )


def _made(request: HttpRequest, code: str, days: NewYearForm) -> TemplateForm:
    said = days.cleaned_data
    try:
        text = comparisons.next_year_text(
            actor=request.actor, campaign_code=code, from_on=said["from_on"],  # type: ignore[attr-defined]
            until_on=said["last_on"] + timedelta(days=1), code=said["code"],
        )  # fmt: skip
    except CannotOpenCampaign as refusal:
        days.add_error("code" if refusal.rule == "code-not-new" else "last_on", refusals.told(refusal))
        return TemplateForm()
    return TemplateForm(initial={"text": text})


def _text(form: TemplateForm) -> str:
    if form.is_bound:
        return str(form.cleaned_data.get("text", "")) if form.is_valid() else ""
    return str(form.initial.get("text", ""))


def _opened(request: HttpRequest, text: str, form: TemplateForm) -> HttpResponse | None:
    try:
        opened = operations.open_campaign(
            actor=request.actor, template_text=text.replace("\r\n", "\n"),  # type: ignore[attr-defined]
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except CannotOpenCampaign as refusal:
        form.add_error("text", refusals.told(refusal))
        return None
    _tell_opened(request, opened)
    return redirect("desk-campaigns")


def _tell_opened(request: HttpRequest, opened: operations.Opened) -> None:
    told = _("Đã mở chương trình %(code)s với %(count)s hoạt động.")
    messages.success(request, told % {"code": opened.code, "count": opened.activities})


@programme_page()
def compare(request: HttpRequest) -> HttpResponse:
    """Set two campaigns side by side: what the plans say differently, and what came of them."""
    found = plan.campaigns()
    if len(found) < 2:
        raise NotFound("campaign", "second")
    after = request.GET.get("sau") or found[0].code
    before = request.GET.get("truoc") or found[0].previous_code or found[1].code
    day = asked_day(request)
    seen = comparisons.compare(actor=request.actor, before_code=before, after_code=after, as_of=day)  # type: ignore[attr-defined]
    names = {one.code: wording.said(one, "name") for one in found}
    context = {
        "options": [(one.code, f"{one.from_on:%m/%Y}: {names[one.code]}") for one in found],
        "before": before,
        "after": after,
        "as_of": day,
        "rows": [_result_row(line) for line in seen.results],
        "heads": [_("Chỉ tiêu"), _("Đề cử"), _("Đã duyệt"), _("Đã trao"), _("Đã nhận")],
        "changes": [words.change_row(one) for one in seen.changes],
        "trail": _trail(_("So sánh")),
    }
    return render(request, "desk/programmes/campaign_compare.html", context)


def _result_row(line: comparisons.ResultLine) -> dict[str, Any]:
    return {
        "name": wording.said(line, "name"),
        "presence": wording.word(words.PRESENCE, line.presence),
        "figures": [line.figures[name] for name in comparisons.COMPARED],
    }


def _next_days(code: str) -> dict[str, Any]:
    one = next(card for card in plan.campaigns() if card.code == code)
    year = str(one.from_on.year)
    new = code.replace(year, str(one.from_on.year + 1)) if year in code else f"{code}-{one.from_on.year + 1}"
    last = one.until_on - timedelta(days=1)
    return {"from_on": _year_later(one.from_on), "last_on": _year_later(last), "code": new}


def _year_later(day: date) -> date:
    return date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def _compare_url(found: tuple[plan.CampaignCard, ...]) -> str:
    newest = found[0]
    before = newest.previous_code or found[1].code
    return f"{reverse('desk-campaign-compare')}?truoc={before}&sau={newest.code}"


def _trail(last: str, *, is_first: bool = False) -> list[tuple[str, str]]:
    between = [] if is_first else [(_("Các chương trình"), reverse("desk-campaigns"))]
    return [(_("Bảng theo dõi"), reverse("desk-board")), *between, (last, "")]


urlpatterns = [
    path("chuong-trinh/", campaigns, name="desk-campaigns"),
    path("chuong-trinh/so-sanh/", compare, name="desk-campaign-compare"),
    path("chuong-trinh/<slug:code>/nam-sau/", next_year, name="desk-campaign-next"),
]
