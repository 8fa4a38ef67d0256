"""A release is proposed or tried by one officer and put in force by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.tariffs import operations, queries
from donghanh.apps.tariffs.permissions import check_propose_law
from donghanh.apps.tariffs.refusals import LawDoesNotHold, NotFound, Refused
from donghanh.faces.desk.asking import actor_of, now_of
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.tariffs.forms import ProposalForm, PublicationForm
from donghanh.faces.desk.tariffs.standing import law_page, trail
from donghanh.lawbook.documents import Problem


@law_page
def propose(request: HttpRequest) -> HttpResponse:
    """Take documents, by file or edited in place, as a proposal or as a release to try."""
    check_propose_law(actor=actor_of(request))
    is_sent = request.method == "POST"
    sent = (request.POST, request.FILES) if is_sent else (None, None)
    form = ProposalForm(*sent, initial=_opened(request))
    problems: tuple[Problem, ...] = ()
    if is_sent:
        if form.is_valid():
            try:
                return _kept(request, form)
            except LawDoesNotHold as refusal:
                problems = refusal.problems
                form.add_error(None, refusals.told(refusal))
            except (Refused, Forbidden) as refusal:
                form.add_error(None, refusals.told(refusal))
        problems = problems or form.problems
    context = {
        "form": form,
        "problems": problems,
        "editing": form.data.get("name") or form.initial.get("name", ""),
        "names": _names(request),
        "trail": trail((_("Đề xuất"), "")),
    }
    return render(request, "desk/tariffs/propose.html", context, status=422 if form.errors else 200)


@law_page
def publish(request: HttpRequest, digest: str) -> HttpResponse:
    """Ask the second officer once more, then put the release in force."""
    actor = actor_of(request)
    check_propose_law(actor=actor)
    row, _texts = queries.release(actor=actor, digest=digest)
    is_sent = request.method == "POST"
    form = PublicationForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        try:
            operations.publish_law(actor=actor, digest=digest, at=now_of(request))
        except NotFound:
            raise
        except (Refused, Forbidden) as refusal:
            form.add_error(None, refusals.told(refusal))
        else:
            messages.success(request, _("Đã công bố “%(title)s”.") % {"title": row.title})
            return redirect("desk-law-release", digest=digest)
    changes = queries.changes_between(actor=actor, digest=digest, base=row.base) if row.base else ()
    context = {
        "form": form,
        "release": row,
        "names": [change.name for change in changes],
        "back": reverse("desk-law-release", args=[digest]),
        "trail": trail((row.title, reverse("desk-law-release", args=[digest])), (_("Công bố"), "")),
    }
    return render(request, "desk/tariffs/publish.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, form: ProposalForm) -> HttpResponse:
    is_what_if = "what_if" in request.POST
    keep = operations.keep_what_if if is_what_if else operations.propose_law
    digest = keep(
        actor=actor_of(request), changes=form.changes, title=form.cleaned_data["title"],
        why=form.cleaned_data["why"], at=now_of(request),
    )  # fmt: skip
    told = _("Đã lưu bản thử.") if is_what_if else _("Đã đề xuất. Người khác sẽ công bố.")
    messages.success(request, told)
    return redirect("desk-law-release", digest=digest)


def _opened(request: HttpRequest) -> dict[str, str]:
    """The text of the document that `?van-ban=` names, of the release in force, to be edited."""
    named = request.GET.get("van-ban", "")
    if not named:
        return {}
    _row, texts = queries.release(
        actor=actor_of(request), digest=queries.digest_in_force(on_moment=now_of(request))
    )
    text = next((one.text for one in texts if one.name == named), None)
    return {"name": named, "text": text} if text is not None else {}


def _names(request: HttpRequest) -> list[str]:
    try:
        digest = queries.digest_in_force(on_moment=now_of(request))
    except Refused:
        return []
    return [text.name for text in queries.release(actor=actor_of(request), digest=digest)[1]]
