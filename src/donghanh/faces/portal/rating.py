"""
A customer rates a contact: one question, then a comment for who wants to say more; no sign-in, no script.

Whoever holds the address was sent it. A token that nobody has, one that is over and one tried too often are
answered alike, without a word of whose contact it was. Staff who are signed in on this browser cannot rate.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.queries import RatingAsked
from donghanh.apps.conduct.refusals import Refused
from donghanh.faces.signin import tries

LONGEST_WORDS = 2_000
MOST_RATINGS = 20
STARS = [
    ("5", _("5 sao: rất hài lòng")),
    ("4", _("4 sao: hài lòng")),
    ("3", _("3 sao: bình thường")),
    ("2", _("2 sao: chưa hài lòng")),
    ("1", _("1 sao: rất không hài lòng")),
]
CONTACTS = {
    "request": _("Yêu cầu của Quý khách"),
    "call": _("Cuộc gọi của Quý khách"),
    "counter": _("Quý khách đến quầy"),
    "field_visit": _("Nhân viên đến tận nơi"),
    "partner": _("Quý khách gửi qua đối tác"),
}


class StarsForm(forms.Form):
    """The one question."""

    answer = forms.ChoiceField(
        choices=STARS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Quý khách chọn một câu trả lời.")},
    )


class WordsForm(forms.Form):
    """What somebody wants to say beside the stars."""

    answer = forms.CharField(
        required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 6})
    )


@never_cache
def rating(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the question that is open (GET) and take its answer (POST)."""
    if request.method == "POST" and not tries.may_try(request, what="rating", most=MOST_RATINGS):
        return _over(request, status=429)
    asked = queries.rating_asked(token=token, now=request.product_now)  # type: ignore[attr-defined]
    if asked is None:
        # Whoever tries tokens out is held back; a customer opens the one that was sent.
        is_guessing = not tries.may_try(request, what="rating-token", most=MOST_RATINGS)
        return _over(request, status=429 if is_guessing else 404)
    if asked.step == "done" or (asked.step == "words" and request.GET.get("xong") == "1"):
        return render(request, "portal/rating_thanks.html", _about(asked))
    if request.method == "POST" and request.POST.get("step", asked.step) != asked.step:
        return redirect("portal-rating", token)  # another tab was faster: its answer stands
    form = _form(asked)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _taken(request, token, asked, form)
    context = {**_about(asked), "form": form, "asked": asked}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/rating.html", context, status=status)


def _form(asked: RatingAsked) -> type[forms.Form]:
    return StarsForm if asked.step == "question" else WordsForm


def _taken(request: HttpRequest, token: str, asked: RatingAsked, form: forms.Form) -> HttpResponse:
    answer, now = form.cleaned_data["answer"], request.product_now  # type: ignore[attr-defined]
    actor = getattr(request, "actor", None)
    try:
        if asked.step == "question":
            operations.rate(
                token=token, stars=int(answer), now=now, staff_id=actor.staff_id if actor else None
            )
            return redirect("portal-rating", token)
        operations.comment(token=token, words=answer, now=now)
    except Refused as reason:
        if reason.rule == "staff-do-not-rate":
            return render(request, "portal/rating_staff.html", status=403)
    return redirect(f"{request.path}?xong=1")


def _over(request: HttpRequest, *, status: int) -> HttpResponse:
    minutes = int(tries.SPAN.total_seconds()) // 60
    context = {"is_too_often": status == 429, "minutes": minutes}
    return render(request, "portal/rating_over.html", context, status=status)


def _about(asked: RatingAsked) -> dict[str, Any]:
    is_english = (get_language() or "vi").startswith("en")
    return {
        "question": asked.question_en if is_english else asked.question_vi,
        "unit": asked.unit_en if is_english else asked.unit_vi,
        "contact": CONTACTS.get(asked.contact_kind, ""),
        "contact_on": asked.contact_on,
    }


urlpatterns = [path("danh-gia/<str:token>/", rating, name="portal-rating")]
