"""Anybody hands a PDF in and is told what stands behind it; nothing of the file is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.faces.signin import tries

MOST_BYTES = 20 * 1024 * 1024
MOST_TRIES = 30


class CheckForm(forms.Form):
    """The PDF to be checked."""

    file = forms.FileField(
        help_text=_("Tệp chỉ được đọc để kiểm tra, không được lưu lại."),
        error_messages={"required": _("Quý khách chọn tệp PDF."), "empty": _("Tệp này không có gì.")},
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *given: Any, label: str | Promise) -> None:
        super().__init__(*given)
        self.fields["file"].label = label

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB; tệp của công ty nhỏ hơn nhiều."))
        return given


def check_page(
    request: HttpRequest, *, template: str, label: str | Promise, what: str,
    told: Callable[[bytes], dict[str, Any]],
) -> HttpResponse:  # fmt: skip
    """
    Ask for a file (GET), tell the verdict in words (POST).

    A verdict is always an answer (200), also when it is no; no file or too many tries are refused.

    what : the name under which tries are counted
    told : what the page says of the bytes of a file
    """
    context, status = {"form": CheckForm(label=label)}, 200
    if request.method == "POST":
        form = CheckForm(request.POST, request.FILES, label=label)
        if not form.is_valid():
            context, status = {"form": form}, 422
        elif not tries.may_try(request, what=what, most=MOST_TRIES):
            context, status = {"form": form, "too_many": True}, 429
        else:
            context |= told(form.cleaned_data["file"].read())
    answer = render(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
