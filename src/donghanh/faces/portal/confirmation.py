"""
A beneficiary's own answer: the code, then one question a page, no script needed.

The code is asked once; which invitation it belongs to is kept in the session on our side for half an hour.
A wrong code, one that ran out and one of a round that is over are answered alike. What is said is written
as soon as it is whole; consent is asked afterwards, so that nobody answers in order to be published.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from donghanh.apps.programmes.operations import answering, consenting
from donghanh.apps.programmes.queries import invitations as queries
from donghanh.apps.programmes.refusals import Refused
from donghanh.faces.portal.confirmation_forms import QUESTIONS, CodeForm, StepForm
from donghanh.faces.portal.home import said as in_language
from donghanh.faces.signin import tries

KEPT = "portal-confirmation"
SPAN = timedelta(minutes=30)
BEFORE = ("nhan", "dung", "sao", "loi")
AFTER = ("dang", "ten", "anh")
KINDS = {
    "photo_before": gettext_lazy("Trước khi làm"),
    "photo_after": gettext_lazy("Sau khi làm"),
    "photo": gettext_lazy("Ảnh"),
}


@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code (GET) and look it up (POST)."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status, told = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if not tries.may_try(request, what="confirmation"):
                told, status = "too_many", 429
            else:
                at: datetime = request.product_now  # type: ignore[attr-defined]
                number = queries.asked_by_code(text=form.cleaned_data["code"], at=at)
                if number is not None:
                    request.session[KEPT] = {"id": number, "since": at.isoformat(), "said": {}}
                    return redirect(_first(queries.asked(invitation_id=number, at=at)))
                told = "not_known"
    minutes = int(tries.SPAN.total_seconds()) // 60
    context = {"form": form, "told": told, "minutes": minutes}
    return render(request, "portal/confirm_enter.html", context, status=status)


@never_cache
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Ask one question (GET) and take its answer (POST)."""
    kept, asked = _standing(request)
    if asked is None or kept is None:
        return redirect("portal-confirm")
    if name not in QUESTIONS or name != _open_step(name, kept, asked):
        return redirect(_place(_open_step(name, kept, asked)))
    pictures = [(str(number), str(KINDS.get(kind, kind))) for number, kind in asked.pictures.items()]
    initial = {"answer": kept["said"].get(name)}
    given = request.POST if request.method == "POST" else None
    form = StepForm(given, step=name, pictures=pictures, initial=initial)
    if request.method == "POST" and form.is_valid():
        kept["said"][name] = form.cleaned_data["answer"]
        request.session[KEPT] = kept
        return _taken(request, name, kept, asked)
    return render(
        request, "portal/confirm_step.html", _page(name, form, kept, asked),
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


@never_cache
def thanks(request: HttpRequest) -> HttpResponse:
    """Say thank you, with the reference; whoever consented may take it back here."""
    kept, asked = _standing(request)
    if asked is None or kept is None:
        return redirect("portal-confirm")
    if not asked.answer:
        return redirect(_place(_open_step("", kept, asked)))
    said = kept["said"]
    is_wrong = bool(said) and (said.get("nhan") != "yes" or said.get("dung") == "no")
    context = {"asked": asked, "is_wrong": is_wrong, "withdrawn": kept.get("withdrawn", False)}
    return render(request, "portal/confirm_thanks.html", context)


@require_POST
@never_cache
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the consent back; the story is gone from the public page with it."""
    kept, asked = _standing(request)
    if asked is None or kept is None:
        return redirect("portal-confirm")
    if asked.consent:
        consenting.withdraw_by_code(invitation_id=kept["id"], at=request.product_now)  # type: ignore[attr-defined]
        kept["withdrawn"] = True
        request.session[KEPT] = kept
    return redirect("portal-confirm-thanks")


@never_cache
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """A photograph of the own benefit, for one who has entered its code."""
    kept = _kept(request)
    at = request.product_now  # type: ignore[attr-defined]
    found = kept and queries.own_picture(invitation_id=kept["id"], picture=number, at=at)
    if not found:
        raise Http404
    answer = HttpResponse(found[1], content_type=found[0])
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _kept(request: HttpRequest) -> dict[str, Any] | None:
    """What this browser has said so far; None when it began too long ago."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    at: datetime = request.product_now  # type: ignore[attr-defined]
    if kept is None or not timedelta(0) <= at - datetime.fromisoformat(kept["since"]) < SPAN:
        return None
    return kept


def _standing(request: HttpRequest) -> tuple[dict[str, Any] | None, queries.Asked | None]:
    kept = _kept(request)
    if kept is None:
        return None, None
    at: datetime = request.product_now  # type: ignore[attr-defined]
    return kept, queries.asked(invitation_id=kept["id"], at=at)


def _steps(said: dict[str, Any], asked: queries.Asked) -> list[str]:
    """The questions that this answer leads to."""
    if not asked.answer:
        return ["nhan", "loi"] if said.get("nhan") == "no" else list(BEFORE)
    is_good = said.get("nhan") == "yes" and said.get("dung") != "no"
    if not asked.has_words or not is_good or asked.consent or said.get("dang") == "no":
        return []
    return list(AFTER) if asked.pictures else ["dang", "ten"]


def _open_step(wanted: str, kept: dict[str, Any], asked: queries.Asked) -> str:
    """The question wanted, if it may be asked by now; else the first one open; "" when all is said."""
    said, steps = kept["said"], _steps(kept["said"], asked)
    first = next((name for name in steps if name not in said), "")
    reachable = steps[: steps.index(first) + 1] if first else steps
    return wanted if wanted in reachable else first


def _taken(request: HttpRequest, name: str, kept: dict[str, Any], asked: queries.Asked) -> HttpResponse:
    at: datetime = request.product_now  # type: ignore[attr-defined]
    try:
        if name == "loi":
            said = kept["said"]
            rating = int(said["sao"]) if "sao" in said and said["nhan"] != "no" else None
            works = said.get("dung", "") if said["nhan"] != "no" else ""
            answering.answer_by_code(
                invitation_id=kept["id"], at=at, received=said["nhan"], works=works, rating=rating,
                words=said["loi"],
            )  # fmt: skip
        elif name == "anh" or (name == "ten" and not asked.pictures):
            pictures = [int(number) for number in kept["said"].get("anh", [])]
            consenting.consent_by_code(
                invitation_id=kept["id"], named_as=kept["said"]["ten"], photographs=pictures, at=at
            )
    except Refused:
        return redirect("portal-confirm-thanks")
    return redirect(_place(_following(name, kept["said"], queries.asked(invitation_id=kept["id"], at=at))))


def _following(name: str, said: dict[str, Any], asked: queries.Asked | None) -> str:
    """The question after one that was answered; "" when all is said."""
    if asked is None:
        return ""
    steps = _steps(said, asked)
    return steps[steps.index(name) + 1] if name in steps[:-1] else _open_step("", {"said": said}, asked)


def _first(asked: queries.Asked | None) -> str:
    return _place("" if asked is None or asked.answer else "nhan")


def _place(name: str) -> str:
    return reverse("portal-confirm-step", args=[name]) if name else reverse("portal-confirm-thanks")


def _page(name: str, form: StepForm, kept: dict[str, Any], asked: queries.Asked) -> dict[str, Any]:
    steps = _steps(kept["said"], asked)
    place = steps.index(name)
    question, hint = QUESTIONS[name]
    return {
        "form": form,
        "step": name,
        "question": question,
        "hint": hint,
        "activity": in_language(asked, "activity"),
        "unit": in_language(asked, "unit"),
        "delivered_on": asked.delivered_on,
        "back": _place(steps[place - 1]) if place else "",
        "pictures": name == "anh",
        "is_last": name in ("loi", "anh") or (name == "ten" and not asked.pictures),
        "counted": _("Câu %(place)s trên %(count)s") % {"place": place + 1, "count": len(steps)},
    }


urlpatterns = [
    path("xac-nhan/", enter, name="portal-confirm"),
    path("xac-nhan/cam-on/", thanks, name="portal-confirm-thanks"),
    path("xac-nhan/rut-dong-y/", withdraw, name="portal-confirm-withdraw"),
    path("xac-nhan/anh/<int:number>", picture, name="portal-confirm-picture"),
    path("xac-nhan/hoi/<slug:name>/", step, name="portal-confirm-step"),
]
