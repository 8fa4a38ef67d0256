"""The form of a step: a field for each fact that the step asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from secrets import token_hex
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.supply.values import SupplyFact
from donghanh.faces.desk.requests.words import said
from donghanh.faces.desk.supply.words import label, yes_or_no
from donghanh.faces.signin.asked import FORMATS

MISSING = {"required": gettext_lazy("Hãy điền ô này.")}
LARGEST = 999_999_999_999
LONGEST_TEXT = 1000


class StepForm(forms.Form):
    """What is written down with a step; `key` marks the click."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, asks: Sequence[SupplyFact], ends: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["key"].initial = token_hex(8)
        self.asked = tuple(asks)
        for one in asks:
            self.fields[one.code] = _field(one)
        if ends:
            self.fields["text"] = forms.CharField(
                label=_("Lời báo khách hàng (để trống thì dùng câu có sẵn)"), required=False,
                max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        self.fields["note"] = forms.CharField(label=_("Ghi chú"), required=False, max_length=LONGEST_TEXT)

    def facts(self) -> dict[str, object]:
        """What was typed, by the code of the fact."""
        found = {one.code: self.cleaned_data.get(one.code) for one in self.asked}
        return {code: _plain(value) for code, value in found.items() if value not in (None, "")}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _field(fact: SupplyFact) -> forms.Field:
    given: dict[str, Any] = {
        "label": label(fact), "required": fact.is_required, "error_messages": MISSING,
        "initial": fact.proposed,
    }  # fmt: skip
    if fact.kind == "choice":
        kinds = [(code, said(vi, en)) for code, vi, en in fact.choices]
        return forms.ChoiceField(choices=kinds, widget=forms.RadioSelect, **given)
    if fact.kind in ("day", "coming_day"):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(input_formats=FORMATS, widget=widget, **given)
    if fact.kind == "whole":
        return forms.IntegerField(min_value=0, max_value=LARGEST, **given)
    if fact.kind == "yes_no":
        choices = [(answer, yes_or_no(answer)) for answer in ("yes", "no")]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
    return forms.CharField(max_length=300, **given)
