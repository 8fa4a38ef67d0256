"""One order: where it stands, steps, visits, what phones sent; plan, give to another crew, cancel."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.works import operations, queries
from donghanh.apps.works.queries import OrderStory
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.works import order_rows, wording
from donghanh.faces.desk.works.standing import works_page
from donghanh.faces.signin.asked import FORMATS

MISSING = {"required": gettext_lazy("Hãy điền ô này.")}


class VisitForm(forms.Form):
    """A day and a crew for the order's visit, and why when one is moved."""

    day = forms.DateField(
        label=gettext_lazy("Ngày đến"), input_formats=FORMATS, error_messages=MISSING,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    crew = forms.ChoiceField(label=gettext_lazy("Tổ"), required=False)
    why = forms.CharField(label=gettext_lazy("Lý do (khi dời ngày, đổi tổ)"), max_length=300, required=False)

    def __init__(self, *args: Any, crews: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["crew"].choices = [("", _("Tổ ít lượt nhất trong ngày")), *crews]  # type: ignore[attr-defined]


@works_page
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one order; address and telephone are covered. POST plans its visit or cancels it."""
    standing = standing_of(request)
    story = queries.order_story(actor=standing.actor, reference=reference, day=standing.today)
    form = _form(request, standing, story)
    if request.method == "POST" and ("cancel" in request.POST or (form is not None and form.is_valid())):
        return _made(request, standing, story, form)
    status = 422 if form is not None and form.errors else 200
    return render(request, "desk/works/order.html", _page(story, form), status=status)


@works_page
def reveal(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the same with address and telephone, and record who looked."""
    standing = standing_of(request)
    if request.method != "POST":
        return redirect("desk-work-order", reference)
    story = operations.read_order(
        actor=standing.actor, reference=reference, day=standing.today,
        at=request.product_now,  # type: ignore[attr-defined]
    )  # fmt: skip
    return render(request, "desk/works/order.html", _page(story, _form(request, standing, story, fresh=True)))


SUBJECTS = {"benefit": "desk-benefit", "supply": "desk-supply"}


def _form(
    request: HttpRequest, standing: Standing, story: OrderStory, *, fresh: bool = False
) -> VisitForm | None:
    if not story.may_plan or story.state not in ("opened", "planned", "under_way"):
        if request.method == "POST" and not fresh and "cancel" not in request.POST:
            raise Http404
        return None
    visit = story.open_visit
    day: date = visit.day if visit else standing.today
    known = queries.crews_of_unit(actor=standing.actor, unit_code=story.unit_code, day=day)
    crews = [(str(one.staff_id), one.full_name) for one in known]
    sent = request.POST if request.method == "POST" and not fresh and "cancel" not in request.POST else None
    first = {"day": day, "crew": str(visit.crew_id or "") if visit else ""}
    return VisitForm(sent, crews=crews, initial=first)


def _made(
    request: HttpRequest, standing: Standing, story: OrderStory, form: VisitForm | None
) -> HttpResponse:
    try:
        told = _acted(request, standing, story, form)
    except NotFound:
        raise
    except (Refused, Forbidden) as reason:
        messages.error(request, wording.told(reason))
    else:
        messages.success(request, told)
    return redirect("desk-work-order", story.reference)


def _acted(request: HttpRequest, standing: Standing, story: OrderStory, form: VisitForm | None) -> str:
    at = request.product_now  # type: ignore[attr-defined]
    if form is None or "cancel" in request.POST:
        operations.cancel_order(
            actor=standing.actor, reference=story.reference, why=request.POST.get("why", "")[:300], at=at
        )
        return _("Đã hủy lệnh %(reference)s.") % {"reference": story.reference}
    given, visit = form.cleaned_data, story.open_visit
    crew = int(given["crew"]) if given["crew"] else None
    if visit is not None and visit.day == given["day"] and crew is not None:
        operations.reassign_visit(
            actor=standing.actor, reference=story.reference, crew=crew, at=at, why=given["why"]
        )
    else:
        operations.plan_visit(
            actor=standing.actor, reference=story.reference, day=given["day"], crew=crew, at=at,
            why=given["why"],
        )  # fmt: skip
    return _("Đã hẹn %(reference)s ngày %(day)s.") % {
        "reference": story.reference,
        "day": f"{given['day']:%d/%m/%Y}",
    }


def _page(story: OrderStory, form: VisitForm | None) -> dict[str, Any]:
    prefix, _colon, name = story.subject.partition(":")
    return {
        "story": story,
        "trail": [
            (_("Công việc"), address("desk-works")),
            (_("Tất cả lệnh"), address("desk-work-orders")),
            (story.reference, ""),
        ],
        "state": wording.word(wording.ORDER_STATES, story.state),
        "tone": wording.TONES.get(story.state, "idle"),
        "method": wording.said(story.frozen["name_vi"], story.frozen["name_en"]),
        "facts": order_rows.facts(story),
        "subject_url": address(SUBJECTS[prefix], name) if prefix in SUBJECTS else "",
        "subject": name,
        "safety": wording.said(story.safety.get("vi", ""), story.safety.get("en", "")),
        "area": wording.word(wording.AREAS, story.area_status),
        "area_notice": {"normal": "info", "quarantined": "warn"}.get(story.area_status, "bad"),
        "weather": wording.said(story.frozen["weather_vi"], story.frozen["weather_en"]),
        "steps": order_rows.steps(story),
        "visits": order_rows.visits(story),
        "records": order_rows.records(story),
        "record_columns": order_rows.record_columns(),
        "pictures": order_rows.pictures(story),
        "materials": order_rows.materials(story),
        "missing": order_rows.missing_evidence(story),
        "moves": order_rows.moves(story),
        "form": form,
        "paper_url": address("desk-work-paper", story.reference) if story.state == "handed_over" else "",
        "reveal_url": address("desk-work-reveal", story.reference),
    }
