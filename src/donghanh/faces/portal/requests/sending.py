"""
The last two pages: everything once more with a way to change it, and the receipt.

The draft's key goes with it: a double click, a reload or a lost answer make one request.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from donghanh.apps.evidence.operations import CannotKeep
from donghanh.apps.organisation.queries import places
from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.refusals import CannotOpenCase, NotFound, Refused
from donghanh.apps.requests.values import Attachment, Contact
from donghanh.faces.design.figures import written_day
from donghanh.faces.portal.requests import drafts, services
from donghanh.faces.portal.requests.asking import busy
from donghanh.faces.portal.requests.files import GONE, file_words
from donghanh.faces.portal.requests.following import due_words
from donghanh.faces.portal.requests.words import NEXT, said
from donghanh.faces.throttle import Limit, address_of, seconds_to_wait
from donghanh.lawbook.services import FormField, Service

SENDS = Limit("portal-sends", most=20, seconds=600)
REFUSALS = {
    "calendar-unknown": gettext_lazy(
        "Lịch nghỉ lễ sắp tới chưa được công bố nên chưa tính được thời hạn. Quý khách gọi tổng đài."
    ),
    "contact-missing": gettext_lazy("Quý khách cho số điện thoại hoặc thư điện tử, để chúng tôi trả lời."),
    "key-used-otherwise": gettext_lazy(
        "Yêu cầu này đã gửi rồi, với nội dung khác. Quý khách bắt đầu yêu cầu mới."
    ),
    "too-many-files": gettext_lazy("Quá nhiều tệp. Mỗi lần gửi nhiều nhất 10 tệp."),
}
OTHER = gettext_lazy("Có câu trả lời chưa dùng được. Quý khách xem lại từng câu bên dưới.")


@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Show every answer (GET); send them (POST)."""
    service, draft = services.offered_service(request, code=code), drafts.draft_of(request, service=code)
    if draft is None:
        return _no_draft(request, code)
    if missing := services.first_missing(service, draft):
        return redirect(missing)
    if request.method != "POST":
        return render(request, "portal/requests/check.html", _context(service, draft))
    if wait := seconds_to_wait(limit=SENDS, who=address_of(request)):
        return busy(request, wait)
    if problem := _sent(request, service, draft):
        context = {**_context(service, draft), "problem": problem}
        return render(request, "portal/requests/check.html", context, status=422)
    return redirect("portal-request-sent")


@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """Say that it has come, under which code it is followed, by when it is answered, and what is next."""
    kept = drafts.receipt_of(request)
    try:
        page = queries.track(tracking_code=kept["code"], now=services.at_of(request)) if kept else None
    except NotFound:
        page = None
    if kept is None or page is None:
        return redirect("portal-requests")
    context = {
        "code": kept["code"], "name": said(page, "service"), "due": due_words(page), "page": page,
        "next": str(NEXT[page.next_step]), "questions": [said(one) for one in page.questions],
        "follow": request.build_absolute_uri(reverse("portal-track-case", args=[kept["code"]])),
    }  # fmt: skip
    return render(request, "portal/requests/sent.html", context)


def _no_draft(request: HttpRequest, code: str) -> HttpResponse:
    """A second click finds the draft sent: it leads to the receipt, not to an empty form."""
    if request.method == "POST" and drafts.receipt_of(request):
        return redirect("portal-request-sent")
    return redirect("portal-request-service", code)


def _sent(request: HttpRequest, service: Service, draft: drafts.Draft) -> str:
    """Send the draft; answers what stands in the way, empty when nothing does."""
    attachments = []
    for paper, (name, _place) in draft.files.items():
        content = drafts.content_of(draft, paper=paper)
        if content is None:
            draft.files.pop(paper)
            drafts.keep(request, draft)
            return f"{name}: {GONE}"
        attachments.append(Attachment(name, content, paper))
    at = services.at_of(request)
    fields = {code: text for code, text in draft.fields.items() if text}
    try:
        opened = operations.open_public_case(
            service_code=service.code, channel=drafts.channel_of(request), received_at=at,
            contact=_contact(service, draft), sender="portal", fields=fields, idempotency_key=draft.key,
            customer_code=_customer_code(service, draft), attachments=attachments, now=at,
            is_complete=not services.missing_papers(service, draft),
        )  # fmt: skip
    except CannotKeep as reason:
        return file_words(reason.rule)
    except (CannotOpenCase, Refused) as reason:
        return str(REFUSALS.get(reason.rule, OTHER))
    drafts.sent(request, draft, tracking_code=opened.tracking_code)
    return ""


def _contact(service: Service, draft: drafts.Draft) -> Contact:
    address = next((one.code for one in service.fields if one.kind == services.ADDRESS), "")
    told = draft.contact
    return Contact(
        name=told["name"], phone=told["phone"], email=told["email"], commune_code=told["commune"],
        address=" ".join(draft.fields.get(address, "").split())[:300],
    )  # fmt: skip


def _customer_code(service: Service, draft: drafts.Draft) -> str:
    codes = (one.code for one in service.fields if one.kind == services.CODE)
    return next((draft.fields[code] for code in codes if draft.fields.get(code)), "")


def _context(service: Service, draft: drafts.Draft) -> dict[str, Any]:
    code = service.code
    rows = [
        (
            said(one),
            _answer(one, draft.fields.get(one.code, "")),
            reverse("portal-request-question", args=[code, one.code]),
        )
        for one in services.questions(service)
    ]
    if wanted := services.papers(service):
        place = reverse("portal-request-papers", args=[code])
        rows += [(one.label, draft.files.get(one.code, [""])[0], place) for one in wanted]
    contact = reverse("portal-request-contact", args=[code])
    told = draft.contact
    commune = places.commune_names().get(told["commune"], "")
    names = (_("Họ và tên"), _("Số điện thoại"), _("Thư điện tử"), _("Xã, phường, thị trấn nơi dùng điện"))
    answers = (told["name"], told["phone"], told["email"], commune)
    rows += [(name, answer, contact) for name, answer in zip(names, answers, strict=True)]
    return {
        "service": said(service),
        "rows": rows,
        "missing": [one.label for one in services.missing_papers(service, draft)],
        "waits": service.starts == "complete_application",
    }


def _answer(question: FormField, answer: str) -> str:
    if question.kind == "choice":
        return next((said(one) for one in question.choices if one.code == answer), answer)
    if question.kind == "yes_no":
        return {"yes": _("Có"), "no": _("Không")}.get(answer, "")
    if question.kind == "day" and answer:
        return written_day(date.fromisoformat(answer))
    return f"{answer} {question.unit}" if answer and question.unit else answer
