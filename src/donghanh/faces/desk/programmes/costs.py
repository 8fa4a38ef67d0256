"""
What the activities cost: entries with their documents, beside the budget; entering and correcting them.

The company sees all entries, a unit its own. Nothing is edited: a correction is an entry that points back.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations import spending
from donghanh.apps.programmes.permissions import SPENDERS, SPENDERS_OF_A_UNIT, may_spend
from donghanh.apps.programmes.queries import costs as queries
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.refusals import CannotSpend
from donghanh.faces.design.figures import written_dong
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of
from donghanh.faces.signin import navigation
from donghanh.kernel.money import NotAnAmount, read_dong

SEE = ("director", "business", "office", "auditor", "unit_head", "unit_officer")
SENTENCES = {
    "amount-not-possible": gettext_lazy("Số tiền phải là đồng nguyên, lớn hơn 0."),
    "vat-not-possible": gettext_lazy("Thuế GTGT phải từ 0 đến bằng số tiền."),
    "document-number-missing": gettext_lazy("Chi phí cần có số chứng từ."),
    "day-to-come": gettext_lazy("Ngày chứng từ chưa tới. Hãy sửa ngày."),
    "activity-is-a-measure": gettext_lazy("Hoạt động này là chỉ số đo, không có chi phí."),
    "budget-line-unknown": gettext_lazy("Khoản này không thuộc hoạt động đã chọn. Hãy chọn: %(known)s."),
    "unit-unknown": gettext_lazy("Không có đơn vị %(unit)s vào ngày này."),
    "entered-already": gettext_lazy("Chứng từ %(number)s đã được nhập ở dòng %(entry)s."),
    "corrected-already": gettext_lazy("Dòng này đã được sửa bằng dòng %(later)s. Hãy sửa dòng đó."),
    "reason-missing": gettext_lazy("Sửa chi phí cần có lý do. Hãy ghi một câu."),
    "file-not-fit": gettext_lazy(
        "Tệp chứng từ không dùng được. Hãy gửi PDF, JPEG, PNG hoặc WebP dưới 10 MB."
    ),
}


class DongField(forms.CharField):
    """An amount as people write it: 1.234.567 or 1234567."""

    def clean(self, value: Any) -> int:
        text = super().clean(value)
        try:
            return read_dong(text or "0")
        except NotAnAmount as reason:
            raise forms.ValidationError(gettext_lazy("Viết số tiền như 1.234.567 hoặc 1234567.")) from reason


class DocumentForm(forms.Form):
    """What a document says was paid."""

    amount = DongField(
        label=gettext_lazy("Số tiền, đã gồm thuế GTGT (đồng)"), max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    vat = DongField(
        label=gettext_lazy("Trong đó thuế GTGT (đồng)"), max_length=30, initial="0",
        help_text=gettext_lazy("Ghi 0 nếu không có thuế."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Số chứng từ"), max_length=60)
    on = forms.DateField(
        label=gettext_lazy("Ngày chứng từ"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    what = forms.CharField(label=gettext_lazy("Nội dung"), max_length=200, required=False)
    file = forms.FileField(
        label=gettext_lazy("Chứng từ (ảnh hoặc PDF)"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,image/*"}),
    )  # fmt: skip

    def document(self) -> spending.Document:
        said = self.cleaned_data
        file = said["file"]
        return spending.Document(
            amount_dong=said["amount"], vat_dong=said["vat"], number=said["number"], on=said["on"],
            what=said["what"], file_name=file.name if file else "", file=file.read() if file else b"",
        )  # fmt: skip


class CostForm(DocumentForm):
    """Whose cost of which activity."""

    activity = forms.ChoiceField(label=gettext_lazy("Hoạt động"))
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị chịu chi phí"), required=False)
    line = forms.ChoiceField(label=gettext_lazy("Khoản dự toán"), required=False)
    field_order = ("activity", "unit", "line")


class CorrectionForm(DocumentForm):
    """The right document, and why."""

    why = forms.CharField(label=gettext_lazy("Lý do sửa"), max_length=500)


@programme_page(roles=SEE)
def costs(request: HttpRequest) -> HttpResponse:
    """List the entries in sight and the sums (GET), enter one (POST)."""
    standing = standing_of(request)
    form = _form(standing, request)
    if request.method == "POST" and form.is_valid():
        try:
            _entered(request, standing, form)
        except CannotSpend as reason:
            form.add_error(None, told(reason))
        else:
            messages.success(request, _("Đã ghi chi phí."))
            return redirect(standing.link("desk-costs"))
    entries = queries.cost_entries(actor=standing.actor, campaign_code=standing.campaign_code)
    context = {
        "standing": standing,
        "form": form,
        "may": may_spend(actor=standing.actor),
        "rows": [_row(one, standing) for one in entries],
        "columns": _columns(),
        "sums": _sums(standing, entries),
        "trail": trail_of(standing=standing, last=_("Chi phí")),
    }
    return render(request, "desk/programmes/costs.html", context, status=422 if form.errors else 200)


@programme_page(roles=SEE)
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Show an entry with its documents, and the form that corrects it."""
    standing = standing_of(request)
    card = queries.cost_entry(actor=standing.actor, number=number)
    first = {
        "amount": card.amount_dong, "vat": card.vat_dong, "number": card.document_number,
        "on": card.document_on, "what": card.what,
    }  # fmt: skip
    form = CorrectionForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            spending.correct_cost(
                actor=standing.actor, number=number, document=form.document(), why=form.cleaned_data["why"],
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
        except CannotSpend as reason:
            form.add_error(None, told(reason))
        else:
            messages.success(request, _("Đã sửa: dòng mới thay dòng %(number)s.") % {"number": number})
            return redirect(standing.link("desk-costs"))
    listed = (_("Chi phí"), standing.link("desk-costs"))
    context = {
        "standing": standing, "form": form, "card": card, "name": wording.said(card, "activity"),
        "may": may_spend(actor=standing.actor) and card.counts,
        "files": queries.cost_files(actor=standing.actor, number=number),
        "trail": trail_of(standing=standing, between=(listed,), last=card.document_number),
        "back": listed[1],
    }  # fmt: skip
    return render(request, "desk/programmes/cost.html", context, status=422 if form.errors else 200)


def told(reason: CannotSpend) -> str:
    """Say a refusal in the reader's language."""
    sentence = SENTENCES.get(reason.rule)
    return str(sentence) % reason.facts if sentence else refusals.told(reason)


def _form(standing: Standing, request: HttpRequest) -> CostForm:
    form = CostForm(request.POST or None, request.FILES or None, initial={"on": standing.today})
    activities = plan.activities(campaign_code=standing.campaign_code)
    choices: dict[str, list[tuple[str, str]]] = {
        "activity": [(one.code, wording.short(one)) for one in activities if one.method != "measure"],
        "unit": _units(standing),
        "line": [("", _("Không theo khoản nào"))]
        + [
            (one.code, wording.said(one, "name"))
            for one in queries.budget_of(campaign_code=standing.campaign_code)
        ],
    }
    for name, options in choices.items():
        form.fields[name].choices = options  # type: ignore[attr-defined]
    return form


def _units(standing: Standing) -> list[tuple[str, str]]:
    """The units that the person may enter costs for; the company's own for its departments."""
    actor = standing.actor
    whole = bool(actor.roles & SPENDERS)
    mine = {one.unit_code for one in actor.grants if one.role in SPENDERS_OF_A_UNIT}
    units = [
        (one.code, wording.said(one, "name"))
        for one in organisation.units_on(day=standing.today)
        if whole or one.code in mine
    ]
    return [("", _("Công ty")), *units] if whole else units


def _entered(request: HttpRequest, standing: Standing, form: CostForm) -> None:
    if not may_spend(actor=standing.actor):
        raise Forbidden("changes_nothing", username=standing.actor.username)
    said = form.cleaned_data
    spending.enter_cost(
        actor=standing.actor, campaign_code=standing.campaign_code, activity_code=said["activity"],
        unit_code=said["unit"], budget_line=said["line"], document=form.document(),
        at=request.product_now,  # type: ignore[attr-defined]
    )  # fmt: skip


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "document", "label": _("Chứng từ"), "url_key": "url"},
        {"key": "on", "label": _("Ngày"), "kind": "day"},
        {"key": "activity", "label": _("Hoạt động")},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "amount", "label": _("Số tiền, gồm thuế"), "kind": "dong"},
        {"key": "vat", "label": _("Trong đó thuế"), "kind": "dong"},
        {"key": "files", "label": _("Tệp"), "kind": "number"},
        {"key": "by", "label": _("Người ghi")},
        {"key": "state", "label": _("Tình trạng"), "kind": "status", "tone_key": "tone"},
    ]


def _row(one: queries.CostCard, standing: Standing) -> dict[str, object]:
    replaced = _("Đã sửa bằng dòng %(number)s") % {"number": one.corrected_by}
    return {
        "document": one.document_number,
        "url": standing.link("desk-cost", one.number),
        "on": one.document_on,
        "activity": wording.said(one, "activity"),
        "unit": one.unit_code or _("Công ty"),
        "amount": one.amount_dong,
        "vat": one.vat_dong,
        "files": one.file_count,
        "by": one.by,
        "state": _("Được tính") if one.counts else replaced,
        "tone": "good" if one.counts else "idle",
    }


def _sums(standing: Standing, entries: tuple[queries.CostCard, ...]) -> list[tuple[str, str, str]]:
    """Per activity what was planned and what was spent by those in sight; unknown is said, not zero."""
    budget: dict[str, list[int | None]] = {}
    for line in queries.budget_of(campaign_code=standing.campaign_code):
        budget.setdefault(line.activity_code, []).append(line.amount_dong)
    found = []
    for one in plan.activities(campaign_code=standing.campaign_code):
        if one.method == "measure":
            continue
        spent = [each.amount_dong for each in entries if each.counts and each.activity_code == one.code]
        planned = [amount for amount in budget.get(one.code, [None]) if amount is not None]
        is_known = bool(planned) and len(planned) == len(budget[one.code])
        found.append(
            (
                wording.short(one),
                written_dong(sum(planned)) if is_known else _("chưa có dự toán"),
                written_dong(sum(spent)) if spent else _("chưa có số liệu"),
            )
        )
    return found


urlpatterns = [
    path("chi-phi/", costs, name="desk-costs"),
    path("chi-phi/<int:number>/", correct, name="desk-cost"),
]
navigation.enter(
    name="desk-costs", label=gettext_lazy("Chi phí"), position=80, section=navigation.MONTHS, roles=SEE
)
