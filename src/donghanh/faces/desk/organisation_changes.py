"""Merging and splitting units on the desk: what would change is shown first, then confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation import operations, queries
from donghanh.apps.organisation.operations import Part, TreeChange, UnitName
from donghanh.faces.desk.organisation_areas import day_field
from donghanh.faces.signin.doors import desk_page

CHANGERS = ("director", "business")


class MergeForm(forms.Form):
    """Which units merge into which, from when, and how large each of them is."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Các đơn vị gộp lại"), widget=forms.CheckboxSelectMultiple
    )
    into = forms.CharField(label=gettext_lazy("Gộp vào mã"), max_length=20)
    name_vi = forms.CharField(
        label=gettext_lazy("Tên đơn vị mới (khi là mã mới)"), max_length=120, required=False
    )
    name_en = forms.CharField(label=gettext_lazy("Tên tiếng Anh"), max_length=120, required=False)
    weights = forms.CharField(
        label=gettext_lazy("Số khách hàng của từng đơn vị"),
        help_text=gettext_lazy("Theo thứ tự ở trên, cách nhau bằng dấu phẩy; dùng để chia số liệu cũ."),
    )
    on = day_field(label=gettext_lazy("Từ ngày"))

    def clean_weights(self) -> list[int]:
        words = [word.strip() for word in self.cleaned_data["weights"].split(",")]
        if not all(word.isdecimal() for word in words):
            raise forms.ValidationError(_("Hãy ghi các số nguyên, cách nhau bằng dấu phẩy."))
        return [int(word) for word in words]


class SplitForm(forms.Form):
    """A new unit that takes communes of an old one, from when, and how large both parts are."""

    code = forms.CharField(label=gettext_lazy("Mã đơn vị mới"), max_length=20)
    name_vi = forms.CharField(label=gettext_lazy("Tên đơn vị mới"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Tên tiếng Anh"), max_length=120)
    communes = forms.MultipleChoiceField(
        label=gettext_lazy("Xã, phường về đơn vị mới"), widget=forms.CheckboxSelectMultiple
    )
    weight_new = forms.IntegerField(label=gettext_lazy("Số khách hàng về đơn vị mới"), min_value=0)
    weight_old = forms.IntegerField(label=gettext_lazy("Số khách hàng ở lại"), min_value=0)
    on = day_field(label=gettext_lazy("Từ ngày"))


@desk_page(roles=CHANGERS)
def merge(request: HttpRequest) -> HttpResponse:
    """Merge units: the form, then what would change, then the act."""
    units = queries.units_on(day=request.product_now.date())  # type: ignore[attr-defined]
    form = MergeForm(request.POST if request.method == "POST" else None)
    choices = [(row.code, f"{row.code} {row.name_vi}") for row in units]
    form.fields["codes"].choices = choices  # type: ignore[attr-defined]
    return _answer(request, form, _("Gộp đơn vị"), lambda dry_run: _merge(request, form, dry_run))


@desk_page(roles=CHANGERS)
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Split a new unit off: the form, then what would change, then the act."""
    day = request.product_now.date()  # type: ignore[attr-defined]
    if code not in {row.code for row in queries.units_on(day=day)}:
        raise Http404
    served = queries.communes(actor=request.actor, day=day, unit_code=code)  # type: ignore[attr-defined]
    form = SplitForm(request.POST if request.method == "POST" else None)
    form.fields["communes"].choices = [(row.code, row.name) for row in served]  # type: ignore[attr-defined]
    known = [row.code for row in served]
    title = _("Tách đơn vị %(code)s") % {"code": code}
    return _answer(request, form, title, lambda dry_run: _split(request, code, known, form, dry_run))


def _merge(request: HttpRequest, form: MergeForm, dry_run: bool) -> TreeChange:
    given = form.cleaned_data
    return operations.merge_units(
        actor=request.actor,  # type: ignore[attr-defined]
        codes=given["codes"],
        into=UnitName(given["into"].strip(), given["name_vi"], given["name_en"]),
        weights=given["weights"],
        on=given["on"],
        at=request.product_now,  # type: ignore[attr-defined]
        dry_run=dry_run,
    )


def _split(request: HttpRequest, code: str, known: list[str], form: SplitForm, dry_run: bool) -> TreeChange:
    given = form.cleaned_data
    staying = tuple(commune for commune in known if commune not in given["communes"])
    new = UnitName(given["code"].strip(), given["name_vi"], given["name_en"])
    return operations.split_unit(
        actor=request.actor,  # type: ignore[attr-defined]
        code=code,
        parts=[
            Part(UnitName(code), staying, given["weight_old"]),
            Part(new, tuple(given["communes"]), given["weight_new"]),
        ],
        on=given["on"],
        at=request.product_now,  # type: ignore[attr-defined]
        dry_run=dry_run,
    )


def _answer(
    request: HttpRequest, form: forms.Form, title: str, change_tree: Callable[[bool], TreeChange]
) -> HttpResponse:
    """Show the form, with what would change once it is filled; act when exactly that was confirmed."""
    change = None
    if request.method == "POST" and form.is_valid():
        try:
            change = change_tree(True)
            if request.POST.get("confirm") == _digest(change):
                change_tree(False)
                told = _("Đã đổi cây tổ chức từ ngày %(day)s.") % {"day": f"{change.on:%d/%m/%Y}"}
                messages.success(request, told)
                return redirect("desk_organisation")
        except operations.CannotChangeTree as refusal:
            form.add_error(None, str(refusal))
            change = None
    context = {
        "form": form,
        "title": title,
        "rows": _told(change) if change else [],
        "digest": _digest(change) if change else "",
    }
    return render(request, "desk/organisation/change.html", context, status=422 if form.errors else 200)


def _digest(change: TreeChange) -> str:
    """Name what was shown, so that only what was seen can be confirmed."""
    return hashlib.sha256(repr(change).encode()).hexdigest()


def _told(change: TreeChange) -> list[tuple[str, str]]:
    nothing = _("không có")
    shares = "; ".join(f"{old} → {new}: {size}" for old, new, size in change.successions)
    return [
        (_("Từ ngày"), f"{change.on:%d/%m/%Y}"),
        (_("Đơn vị kết thúc"), ", ".join(change.ended) or nothing),
        (_("Đơn vị mới"), ", ".join(change.founded) or nothing),
        (_("Xã, phường chuyển"), str(change.communes_moved)),
        (_("Đội, tổ chuyển"), str(change.teams_moved)),
        (_("Vai trò chuyển sang"), str(change.grants_moved)),
        (_("Vai trò kết thúc, cần giao lại"), str(change.grants_ended)),
        (_("Số liệu chia theo"), shares),
    ]
