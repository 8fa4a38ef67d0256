"""The pages between: one question each, the papers, the contact; what is said is kept until it is sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from donghanh.adapters.uploads import CannotKeepFile, inspect_upload
from donghanh.faces.portal.requests import drafts, services
from donghanh.faces.portal.requests.files import MOST_BYTES, TOO_LARGE, UPLOADS, file_words
from donghanh.faces.portal.requests.forms import ContactForm, PapersForm, QuestionForm
from donghanh.faces.throttle import address_of, seconds_to_wait
from donghanh.lawbook.services import Service


@never_cache
def question(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """Ask one question of the service."""
    service, draft = services.offered_service(request, code=code), drafts.draft_of(request, service=code)
    asked = next((one for one in services.questions(service) if one.code == field), None)
    if asked is None:
        raise Http404(field)
    if draft is None:
        return redirect("portal-request-service", code)
    given = request.POST if request.method == "POST" else None
    form = QuestionForm(given, question=asked, initial={"answer": draft.fields.get(field)})
    if request.method == "POST" and form.is_valid():
        draft.fields[field] = str(form.cleaned_data["answer"] or "")
        drafts.keep(request, draft)
        return _onward(request, service)
    return _page(
        request, service, "portal/requests/question.html", {"form": form, "title": form["answer"].label}
    )


@never_cache
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the files; each is looked at as soon as it comes."""
    service, draft = services.offered_service(request, code=code), drafts.draft_of(request, service=code)
    wanted = services.papers(service)
    if not wanted:
        raise Http404(code)
    if draft is None:
        return redirect("portal-request-service", code)
    form = PapersForm(request.POST or None, request.FILES or None, wanted=wanted, there=draft.files)
    if request.method == "POST":
        form = PapersForm(request.POST, request.FILES, wanted=wanted, there=draft.files)
        wait = seconds_to_wait(limit=UPLOADS, who=address_of(request)) if request.FILES else 0
        if wait:
            return busy(request, wait)
        if form.is_valid() and _all_taken(draft, form):
            draft.papers_seen = True
            drafts.keep(request, draft)
            return _onward(request, service)
        drafts.keep(request, draft)
    told = {"form": form, "waits": service.starts == "complete_application"}
    return _page(request, service, "portal/requests/papers.html", told)


@never_cache
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whom to answer."""
    service, draft = services.offered_service(request, code=code), drafts.draft_of(request, service=code)
    if draft is None:
        return redirect("portal-request-service", code)
    given = request.POST if request.method == "POST" else None
    form = ContactForm(given, needs_place=services.needs_place(service), initial=draft.contact)
    if request.method == "POST" and form.is_valid():
        draft.contact = {name: str(value or "").strip() for name, value in form.cleaned_data.items()}
        drafts.keep(request, draft)
        return _onward(request, service)
    return _page(request, service, "portal/requests/contact.html", {"form": form})


def busy(request: HttpRequest, wait: int) -> HttpResponse:
    """Say that too many came from one address of the network, and when to come again."""
    minutes = -(-wait // 60)
    answer = render(request, "portal/requests/busy.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(wait)
    return answer


def _all_taken(draft: drafts.Draft, form: PapersForm) -> bool:
    """Look at every file before it is kept; those that are good stay chosen."""
    for paper, given in list(form.cleaned_data.items()):
        if given is not None:
            _take(draft, form, paper, given)
    return not form.errors


def _take(draft: drafts.Draft, form: forms.Form, paper: str, given: UploadedFile) -> None:
    if (given.size or 0) > MOST_BYTES:
        form.add_error(paper, str(TOO_LARGE))
        return
    name, content = given.name or "", given.read()
    try:
        inspect_upload(name=name, content=content)
    except CannotKeepFile as reason:
        form.add_error(paper, file_words(reason.rule))
    else:
        drafts.keep_file(draft, paper=paper, name=name[:100], content=content)


def _onward(request: HttpRequest, service: Service) -> HttpResponse:
    """To the next page; back to the check when the answer was changed from there."""
    places = services.steps(service)
    here = places.index(request.path)
    return redirect(places[-1] if request.GET.get("sua") else places[here + 1])


def _page(request: HttpRequest, service: Service, template: str, told: dict[str, Any]) -> HttpResponse:
    from donghanh.faces.portal.requests.words import said

    places = services.steps(service)
    here = places.index(request.path)
    context = {
        "service": said(service),
        "back": places[here - 1] if here else "",
        "counted": _("Bước %(place)s trên %(count)s") % {"place": here + 1, "count": len(places)},
        **told,
    }
    return render(request, template, context, status=422 if request.method == "POST" else 200)
