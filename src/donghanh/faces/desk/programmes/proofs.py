"""Documents of a promise on the desk: add one, take one back with a reason."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from donghanh.apps.evidence.operations import keep_evidence, withdraw_evidence
from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.design.evidence_words import told_of_file
from donghanh.faces.desk.programmes import one_benefit
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import programme_page, standing_of


class ReasonForm(forms.Form):
    """One sentence that says why a document is taken back."""

    why = forms.CharField(
        label=gettext_lazy("Vì sao?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Cần ghi lý do. Hãy ghi một câu.")},
    )  # fmt: skip


@programme_page()
@require_POST
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a document of a promise; the same one sent again is one."""
    standing = standing_of(request)
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise Refused("file-missing", "No file was chosen.")
        keep_evidence(
            actor=standing.actor, subject=f"benefit:{reference}", kind="proof", name=upload.name or "",
            content=upload.read(), at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotFound:
        raise
    except Refused as reason:
        told = told_of_file(rule=reason.rule, facts=reason.facts)
        return one_benefit.shown(request, reference, proof_trouble=told, status=422)
    return redirect(f"{standing.link('desk-benefit', reference)}#giay-to")


@programme_page()
def take_back(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a document back, with a reason; its row stays."""
    standing = standing_of(request)
    cards = evidence_of(actor=standing.actor, subject=f"benefit:{reference}", kinds=("proof",))
    found = next((one for one in cards if one.number == number), None)
    if found is None:
        raise NotFound("evidence", number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    back = standing.link("desk-benefit", reference)
    if request.method == "POST" and form.is_valid():
        withdraw_evidence(
            actor=standing.actor, number=number, why=form.cleaned_data["why"],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return redirect(f"{back}#giay-to")
    trail = trail_of(standing=standing, between=((reference, back),), last=_("Rút giấy tờ"))
    context = {"standing": standing, "trail": trail, "form": form, "file_name": found.name, "back": back}
    return render(request, "desk/programmes/proof_back.html", context)
