"""Documents that prove a nomination: add one later, take one back with a reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from donghanh.apps.evidence.operations import keep_evidence, withdraw_evidence
from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.design.evidence_words import told_of_file
from donghanh.faces.partner.forms import ReasonForm
from donghanh.faces.partner.frame import framed
from donghanh.faces.partner.nominations import nomination_page, story_of
from donghanh.faces.partner.standing import Standing, partner_page, standing_of


@partner_page
@require_POST
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a document of a nomination; the same one sent again is one."""
    standing = standing_of(request)
    story = story_of(standing, reference)
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
        page = nomination_page(standing, story, proof_trouble=told)
        return render(request, "partner/nomination.html", page, status=422)
    return redirect(f"{reverse('partner-nomination', args=[reference])}#giay-to")


@partner_page
def take_back(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a document back, with a reason; the row of it stays."""
    standing = standing_of(request)
    story = story_of(standing, reference)
    name = _name_of(standing, reference, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw_evidence(
            actor=standing.actor, number=number, why=form.cleaned_data["why"],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return redirect(f"{reverse('partner-nomination', args=[reference])}#giay-to")
    context = {
        **framed(standing, "partner-nominations"),
        "form": form, "reference": reference, "name": story.line.name, "file_name": name,
        "back": reverse("partner-nomination", args=[reference]),
    }  # fmt: skip
    return render(request, "partner/take_back.html", context)


def _name_of(standing: Standing, reference: str, number: int) -> str:
    """The document's name. raises : NotFound, for a number that is no document of this nomination"""
    cards = evidence_of(actor=standing.actor, subject=f"benefit:{reference}", kinds=("proof",))
    found = next((one.name for one in cards if one.number == number), None)
    if found is None:
        raise NotFound("evidence", number)
    return found
