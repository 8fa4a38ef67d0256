"""Record a list of households in arrears or hit by a storm, from a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.sign_files import record_sign_file
from donghanh.apps.programmes.refusals import Refused
from donghanh.faces.desk.leads import words
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import programme_page, standing_of

RECORDERS = ("business", "office", "unit_head", "unit_officer")


class SignsForm(forms.Form):
    """A spreadsheet and where it comes from."""

    source = forms.CharField(
        label=gettext_lazy("Nguồn của danh sách"),
        max_length=300,
        help_text=gettext_lazy("Tên và ngày của văn bản, báo cáo."),
        error_messages={"required": words.SENTENCES["source-missing"]},
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp CSV hoặc XLSX"),
        help_text=gettext_lazy(
            "Ba cột: Mã khách hàng, Dấu hiệu (Nợ tiền điện, Thiệt hại do bão), Ngày. Nhiều nhất 100.000 dòng."
        ),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Hãy chọn tệp.")},
    )


@programme_page(roles=RECORDERS)
def record(request: HttpRequest) -> HttpResponse:
    """Show the form (GET) or record a list (POST): all of its rows, or none."""
    standing = standing_of(request)
    form = SignsForm(request.POST or None, request.FILES or None)
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new = _recorded(request, form)
        except (Refused, Forbidden) as refusal:
            form.add_error("file", words.told(refusal))
            wrong = words.problem_rows(refusal) if isinstance(refusal, Refused) else []
        else:
            messages.success(request, _("Đã ghi nhận %(new)s dấu hiệu mới.") % {"new": new})
            return redirect("desk-leads")
    listed = (_("Hộ cần xem"), standing.link("desk-leads"))
    context = {
        "trail": trail_of(standing=standing, between=(listed,), last=_("Ghi nhận dấu hiệu")),
        "form": form,
        "wrong": wrong,
        "back": standing.link("desk-leads"),
    }
    return render(request, "desk/leads/signs.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, form: SignsForm) -> int:
    """Hand the file over under its own name; it lies on disk only as long as it is read."""
    given: UploadedFile = form.cleaned_data["file"]
    with TemporaryDirectory(prefix="donghanh-signs-") as folder:
        path = Path(folder, "danh-sach")
        with path.open("wb") as out:
            for block in given.chunks():
                out.write(block)
        return record_sign_file(
            actor=request.actor,  # type: ignore[attr-defined]
            path=path,
            name=given.name or "",
            source=form.cleaned_data["source"],
            at=request.product_now,  # type: ignore[attr-defined]
        )
