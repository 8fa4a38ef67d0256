"""A service's own questions and papers as fields of a form, from the lawbook: a new one needs no Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.requests.values import Attachment
from donghanh.faces.design.evidence_words import ACCEPTED
from donghanh.faces.desk.requests import words
from donghanh.faces.signin.asked import FORMATS
from donghanh.lawbook.services import FormField, Service

MISSING = {
    "required": gettext_lazy("Hãy điền ô này."),
    "invalid_choice": gettext_lazy("Hãy chọn lại."),
    "invalid": gettext_lazy("Chưa đúng. Hãy ghi lại."),
}
ANSWER, PAPER = "o-", "giay-"
LONGEST = {"text": 200, "address": 300, "long_text": 2000, "phone": 20}


def service_fields(service: Service) -> dict[str, forms.Field]:
    """
    The fields of the questions and of the papers, by their names in the form.

    At the counter and on the telephone a question may stay open: the case is more urgent than the form. A
    question for the customer's code is asked once for the whole form, so it is not here.
    """
    asked = {f"{ANSWER}{one.code}": _field(one) for one in service.fields if one.kind != "customer_code"}
    papers = {
        f"{PAPER}{one.code}": forms.FileField(
            label=words.said(one.vi, one.en), required=False, widget=_file(),
            help_text=_("Cần có để hồ sơ đầy đủ.") if one.is_required else "",
        )
        for one in service.documents
    }  # fmt: skip
    return {**asked, **papers}


def given_answers(service: Service, said: Mapping[str, Any], *, customer_code: str) -> dict[str, object]:
    """What was answered, by the codes of the service's fields; what was left empty is left out."""
    given: dict[str, object] = {}
    for one in service.fields:
        if one.kind == "customer_code":
            value: Any = customer_code
        elif one.kind == "photo":
            continue
        else:
            value = said.get(f"{ANSWER}{one.code}")
        if value not in (None, ""):
            given[one.code] = value.isoformat() if isinstance(value, date) else value
    return given


def given_files(service: Service, said: Mapping[str, Any]) -> tuple[Attachment, ...]:
    """The photographs and papers that were sent."""
    names = [(f"{ANSWER}{one.code}", "") for one in service.fields if one.kind == "photo"]
    names += [(f"{PAPER}{one.code}", one.code) for one in service.documents]
    found = [(said.get(name), code) for name, code in names]
    return tuple(Attachment(file.name or "", file.read(), code) for file, code in found if file)


def _file() -> forms.ClearableFileInput:
    return forms.ClearableFileInput(attrs={"accept": ACCEPTED})


def _field(one: FormField) -> forms.Field:
    label = words.said(one.vi, one.en) + (f" ({one.unit})" if one.unit else "")
    common: dict[str, Any] = {
        "label": label, "required": False,
        "help_text": words.said(one.hint_vi, one.hint_en) or (_("Nên hỏi ngay.") if one.is_required else ""),
        "error_messages": MISSING,
    }  # fmt: skip
    if one.kind == "choice":
        choices = [("", _("Chọn")), *((each.code, words.named(each)) for each in one.choices)]
        return forms.ChoiceField(choices=choices, **common)
    if one.kind == "number":
        return forms.IntegerField(min_value=0, max_value=1_000_000, **common)
    if one.kind == "day":
        return forms.DateField(
            input_formats=FORMATS, widget=forms.DateInput(attrs={"type": "date"}), **common
        )
    if one.kind == "yes_no":
        return forms.BooleanField(**common)
    if one.kind == "photo":
        return forms.FileField(widget=_file(), **common)
    widget = forms.Textarea(attrs={"rows": 4}) if one.kind == "long_text" else forms.TextInput()
    return forms.CharField(max_length=LONGEST.get(one.kind, 200), widget=widget, **common)
