"""Name one person, one question a page: for what, who, where, why, which paper; read it again; send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.customers.queries import find_customers
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations import nominating_with_proofs as operations
from donghanh.apps.programmes.queries.benefits import benefit_story
from donghanh.apps.programmes.queries.open_activities import OpenActivity, open_activities
from donghanh.apps.programmes.refusals import Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.design.evidence_words import ACCEPTED, told_of_file
from donghanh.faces.design.figures import written_number
from donghanh.faces.design.nomination_words import CLASSES, KINDS, word
from donghanh.faces.partner import drafts, refusals
from donghanh.faces.partner.forms import ActivityForm, ContactForm, NeedForm, PersonForm
from donghanh.faces.partner.frame import framed
from donghanh.faces.partner.standing import Standing, partner_page, said, standing_of

FOUND_AT_MOST = 8
Draft = dict[str, Any]


@partner_page
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a nomination; `?hoat-dong=` answers the first question, `?ma=` names a customer."""
    standing = standing_of(request)
    draft = drafts.new_draft(request, commune_code=standing.commune.code)
    if code := request.GET.get("ma", "")[:20]:
        drafts.keep(request, draft, customer_code=code)
    asked = request.GET.get("hoat-dong", "")
    if any(one.code == asked and one.is_open for one in _activities(standing)):
        drafts.keep(request, draft, activity=asked)
        return redirect("partner-step", step="nguoi")
    return redirect("partner-step", step="hoat-dong")


@partner_page
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One page of the nomination."""
    if step not in drafts.STEPS:
        raise Http404
    standing = standing_of(request)
    draft = drafts.draft_of(request, commune_code=standing.commune.code)
    if step == "kiem-tra" and request.method == "POST":
        return _send(request, standing, draft)
    if draft is None:
        return redirect("partner-nominate")
    activities = _activities(standing)
    activity = next((one for one in activities if one.code == draft.get("activity") and one.is_open), None)
    if activity is None and step != "hoat-dong":
        return redirect("partner-step", step="hoat-dong")
    if step == "giay-to":
        return _proofs(request, standing, draft)
    if step == "kiem-tra":
        return _check(request, standing, draft, activity)
    return _ask(request, standing, draft, step, _form(request, standing, draft, step, activities, activity))


@partner_page
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Let go of a document before the nomination is sent."""
    standing = standing_of(request)
    draft = drafts.draft_of(request, commune_code=standing.commune.code)
    if draft is not None:
        operations.drop_proof(actor=standing.actor, form=draft["form"], number=number)
    return redirect("partner-step", step="giay-to")


@partner_page
def done(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that it was sent, with the reference."""
    standing = standing_of(request)
    story = benefit_story(actor=standing.actor, reference=reference, day=standing.day)
    context = {
        **framed(standing, "partner-nominate"),
        "reference": reference,
        "name": story.line.name,
        "activity_code": story.line.activity_code,
    }
    return render(request, "partner/nominated.html", context)


def _activities(standing: Standing) -> Sequence[OpenActivity]:
    return open_activities(
        actor=standing.actor, campaign_code=standing.campaign_code, commune_code=standing.commune.code,
        day=standing.day,
    )  # fmt: skip


def _form(
    request: HttpRequest, standing: Standing, draft: Draft, step: str, activities: Sequence[OpenActivity],
    activity: OpenActivity | None,
) -> forms.Form:  # fmt: skip
    given: dict[str, Any] = {"data": request.POST if request.method == "POST" else None, "initial": draft}
    if step == "hoat-dong":
        return ActivityForm(**given, activities=activities)
    assert activity is not None
    if step == "nguoi":
        given["initial"] = {
            **draft,
            "customer_code": request.GET.get("khach-hang", draft.get("customer_code", "")),
        }
        return PersonForm(**given, activity=activity, actor=standing.actor, commune=standing.commune.code)
    return NeedForm(**given, activity=activity) if step == "dien" else ContactForm(**given)


def _ask(request: HttpRequest, standing: Standing, draft: Draft, step: str, form: forms.Form) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said_now = dict(form.cleaned_data)
        if step == "hoat-dong" and said_now["activity"] != draft.get("activity"):
            draft = {key: draft[key] for key in draft if key not in ("kind", "quantity", "social_class")}
        if step == "nguoi":
            said_now.setdefault("kind", _only_kind(standing, draft))
        drafts.keep(request, draft, **said_now)
        return redirect("partner-step", step=_onward(request, step, draft))
    return render(request, "partner/step.html", _page(request, standing, step, form))


def _onward(request: HttpRequest, step: str, draft: Draft) -> str:
    """Whoever came from the last page to change one answer goes back there."""
    return "kiem-tra" if request.GET.get("sua") and "why" in draft else drafts.following(step)


def _only_kind(standing: Standing, draft: Draft) -> str:
    return next(one.kinds[0] for one in _activities(standing) if one.code == draft["activity"])


def _page(request: HttpRequest, standing: Standing, step: str, form: forms.Form) -> dict[str, Any]:
    return {
        **framed(standing, "partner-nominate"),
        "form": form,
        "step": step,
        "title": _titles()[step],
        "number": drafts.STEPS.index(step) + 1,
        "count": len(drafts.STEPS),
        "back": drafts.before(step),
        "action": request.get_full_path(),
        "has_choices": step != "hoat-dong" or bool(form.fields["activity"].choices),  # type: ignore[attr-defined]
        **(_looked_up(request, standing) if step == "nguoi" else {}),
    }


def _titles() -> dict[str, str]:
    return {
        "hoat-dong": _("Đề cử cho việc gì?"),
        "nguoi": _("Đề cử ai?"),
        "lien-he": _("Ở đâu, gọi số nào?"),
        "dien": _("Hoàn cảnh thế nào?"),
        "giay-to": _("Có giấy tờ gì không?"),
        "kiem-tra": _("Xem lại trước khi gửi"),
    }


def _looked_up(request: HttpRequest, standing: Standing) -> dict[str, Any]:
    """Customers of this commune by name, for whoever does not know the code."""
    text = request.GET.get("tim", "").strip()[:80]
    found = find_customers(actor=standing.actor, text=text, limit=50) if text else []
    mine = [one for one in found if one.commune_code == standing.commune.code][:FOUND_AT_MOST]
    address = reverse("partner-step", args=["nguoi"])
    return {
        "is_person": True,
        "text": text,
        "found": [(f"{address}?khach-hang={one.code}", one.name, one.code, one.address) for one in mine],
    }


def _proofs(request: HttpRequest, standing: Standing, draft: Draft) -> HttpResponse:
    """The page of documents: add one, let one go, go on. Nothing needs to be added."""
    trouble = ""
    if request.method == "POST":
        if "go" in request.POST and not request.FILES.get("file"):
            return redirect("partner-step", step="kiem-tra")
        trouble = _hold(request, standing, draft)
        if not trouble:
            return redirect("partner-step", step="kiem-tra" if "go" in request.POST else "giay-to")
    context = {
        **framed(standing, "partner-nominate"),
        "step": "giay-to", "title": _titles()["giay-to"], "number": drafts.STEPS.index("giay-to") + 1,
        "count": len(drafts.STEPS), "back": drafts.before("giay-to"), "trouble": trouble,
        "accepted": ACCEPTED, "held": _held(standing, draft),
    }  # fmt: skip
    return render(request, "partner/proof_step.html", context, status=422 if trouble else 200)


def _hold(request: HttpRequest, standing: Standing, draft: Draft) -> str:
    """Hold a document; answers what is wrong with it, or nothing."""
    upload = request.FILES.get("file")
    if upload is None:
        return told_of_file(rule="file-missing", facts={})
    try:
        operations.hold_proof(
            actor=standing.actor, form=draft["form"], name=upload.name or "", content=upload.read(),
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Refused as reason:
        return told_of_file(rule=reason.rule, facts=reason.facts)
    return ""


def _held(standing: Standing, draft: Draft) -> Sequence[operations.HeldProof]:
    return operations.held_proofs(actor=standing.actor, form=draft["form"])


def _check(
    request: HttpRequest, standing: Standing, draft: Draft, activity: OpenActivity | None, trouble: str = ""
) -> HttpResponse:
    """Everything that was said, each with a way to change it, and the button that sends it."""
    assert activity is not None
    if not (draft.get("name") or draft.get("customer_code")):
        return redirect("partner-step", step="nguoi")
    if activity.classes and not draft.get("social_class"):
        return redirect("partner-step", step="dien")
    context = {
        **framed(standing, "partner-nominate"),
        "title": _titles()["kiem-tra"], "number": len(drafts.STEPS), "count": len(drafts.STEPS),
        "answers": _answers(standing, draft, activity), "form_name": draft["form"], "trouble": trouble,
        "back": "giay-to",
    }  # fmt: skip
    return render(request, "partner/check.html", context, status=409 if trouble else 200)


def _answers(standing: Standing, draft: Draft, activity: OpenActivity) -> list[tuple[str, str, str]]:
    """(question, answer, page to change it)."""
    papers = ", ".join(one.name for one in _held(standing, draft))
    rows = [
        (_("Hoạt động"), said(activity, "name"), "hoat-dong"),
        (_("Đối tượng"), word(KINDS, draft.get("kind", "")), "nguoi"),
        (_("Họ và tên"), draft.get("name") or _("Theo hồ sơ khách hàng"), "nguoi"),
        (_("Mã khách hàng"), draft.get("customer_code", ""), "nguoi"),
        (
            _("Số lượng"),
            written_number(int(draft.get("quantity") or 1)) if activity.is_goods else "",
            "nguoi",
        ),
        (_("Xã, phường"), standing.commune.name, ""),
        (_("Địa chỉ"), draft.get("address", ""), "lien-he"),
        (_("Điện thoại"), draft.get("phone", ""), "lien-he"),
        (_("Diện"), word(CLASSES, draft.get("social_class", "")), "dien"),
        (_("Hoàn cảnh"), draft.get("why", ""), "dien"),
        (_("Giấy tờ"), papers or _("Không có"), "giay-to"),
    ]
    return [row for row in rows if row[1]]


def _send(request: HttpRequest, standing: Standing, draft: Draft | None) -> HttpResponse:
    """Name the person. The same form from a second tab, or by a double click, is shown what it became."""
    form = request.POST.get("form", "")[:40]
    if draft is None or draft["form"] != form:
        before = operations.named_by_form(actor=standing.actor, form=form)
        return redirect("partner-nominated", reference=before) if before else redirect("partner-nominate")
    try:
        reference = operations.nominate_by_form(
            actor=standing.actor, campaign_code=standing.campaign_code,
            activity_code=draft.get("activity", ""), beneficiary=drafts.beneficiary_of(draft), form=form,
            why=draft.get("why", ""), at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except (Refused, CannotMove, Forbidden) as refusal:
        activity = next((one for one in _activities(standing) if one.code == draft.get("activity")), None)
        if activity is None:
            return redirect("partner-step", step="hoat-dong")
        return _check(request, standing, draft, activity, trouble=refusals.told(refusal))
    drafts.forget(request)
    return redirect("partner-nominated", reference=reference)
