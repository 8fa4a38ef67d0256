"""POST of GeoReport: a report becomes a case; the same report sent again within minutes is the same case."""

from __future__ import annotations

import hashlib

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from donghanh.adapters import open311
from donghanh.adapters.open311 import Error, Form, Receipt, Reported, parse_report
from donghanh.adapters.uploads import CannotKeepFile, inspect_upload
from donghanh.apps.partners.queries import Partner, partner_of
from donghanh.apps.requests import operations
from donghanh.apps.requests.refusals import CannotOpenCase, Refused
from donghanh.apps.requests.values import Attachment, CaseOpened, Contact
from donghanh.apps.works.queries import commune_near
from donghanh.faces.design.figures import written_moment
from donghanh.faces.feeds.open311 import catalogue
from donghanh.faces.feeds.open311.answers import (
    Answered,
    check_jurisdiction,
    check_limit,
    check_misses,
    document,
    georeport,
    missed,
)
from donghanh.faces.feeds.open311.reading import at_of, listed
from donghanh.faces.throttle import Limit
from donghanh.lawbook.services import Service

MICRO = 1_000_000
MOST_FILES, MOST_BYTES = 5, 10 * 1024 * 1024
AGAIN_SECONDS = 600
NO_KEY = Error(403, "Missing or Invalid API Key specified")


@georeport
def requests(request: HttpRequest, *, form: str) -> HttpResponse:
    """Take a report (POST), or list reports (GET)."""
    if request.method == "POST":
        return _posted(request, form=form)
    if request.method not in ("GET", "HEAD"):
        raise Answered(Error(405, "expected GET or POST"))
    key = request.GET.get("api_key", "")
    return listed(request, form=form, partner=_partner(request, key) if key else None)


def _posted(request: HttpRequest, *, form: str) -> HttpResponse:
    sent = _form(request)
    check_jurisdiction(request, sent.get("jurisdiction_id", [""])[-1])
    partner = _partner(request, sent.get("api_key", [""])[-1] or request.GET.get("api_key", ""))
    report = parse_report(sent)
    service = catalogue.offered_one(code=report.service_code, day=at_of(request).date())
    files, left_out = _files(request)
    opened = _opened(request, partner, service, report, files, key=_key(request, sent))
    notice = " ".join(filter(None, (_notice(opened), left_out)))
    content = open311.build_receipts([Receipt(opened.tracking_code, notice)], form=form)
    return document(content, form=form)


def _form(request: HttpRequest) -> Form:
    """
    The form's fields; a JSON object of the same names is read as one.

    raises : Answered 400, for a body that is no form in UTF-8; CannotReadReport
    """
    try:
        if request.content_type == "application/json":
            return open311.form_of_object(content=request.body)
        return dict(request.POST.lists())
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError) as reason:
        raise Answered(Error(400, f"the body is no form in UTF-8: {reason}")) from reason


def _partner(request: HttpRequest, key: str) -> Partner:
    """
    Whose key it is; each key has a limit of its own.

    raises : Answered 403, 429
    """
    check_misses(request)
    partner = partner_of(secret=key[:200])
    if partner is None:
        raise missed(request, NO_KEY)
    check_limit(Limit("open311-key", partner.most_per_minute, 60), partner.code)
    return partner


def _opened(
    request: HttpRequest, partner: Partner, service: Service, report: Reported, files: list[Attachment],
    *, key: str,
) -> CaseOpened:  # fmt: skip
    at = at_of(request)
    try:
        return operations.open_public_case(
            service_code=service.code, channel=catalogue.CHANNEL, received_at=at, contact=_contact(report),
            sender=f"open311:{partner.code}", fields=_fields(service, report), attachments=files, now=at,
            idempotency_key=key,
        )  # fmt: skip
    except (CannotOpenCase, Refused) as reason:
        raise Answered(Error(400, str(reason))) from reason


def _contact(report: Reported) -> Contact:
    commune = ""
    if report.latitude_microdegrees is not None and report.longitude_microdegrees is not None:
        commune = commune_near(
            latitude_microdegrees=report.latitude_microdegrees,
            longitude_microdegrees=report.longitude_microdegrees,
        )
    return Contact(
        name=report.name[:200], phone=report.phone[:20], address=report.address or report.address_id,
        email=report.email if "@" in report.email else "", commune_code=commune,
        latitude_microdegrees=report.latitude_microdegrees,
        longitude_microdegrees=report.longitude_microdegrees,
    )  # fmt: skip


def _fields(service: Service, report: Reported) -> dict[str, object]:
    """
    The report as the service's form; attributes that it does not know are left aside.

    raises : Answered 400, for a required attribute that is missing
    """
    known = catalogue.attributes(service)
    missing = [one.code for one in known if one.is_required and one.code not in report.attributes]
    if missing:
        raise Answered(*(Error(400, f"attribute[{code}] was not provided") for code in missing))
    found: dict[str, object] = {
        one.code: report.attributes[one.code][-1] for one in known if one.code in report.attributes
    }
    words = "\n".join(filter(None, (report.description, report.media_url)))[:4000]
    own = {catalogue.place_field(service): _place(report), catalogue.description_field(service): words}
    return found | {field: text for field, text in own.items() if field and text}


def _place(report: Reported) -> str:
    """Where it is: the address as it was written, else the two numbers."""
    if report.address or report.address_id:
        return report.address or report.address_id
    return f"{_degrees(report.latitude_microdegrees)}, {_degrees(report.longitude_microdegrees)}"


def _degrees(micro: int | None) -> str:
    whole = abs(micro or 0)
    return f"{'-' if (micro or 0) < 0 else ''}{whole // MICRO}.{whole % MICRO:06d}"


def _key(request: HttpRequest, sent: Form) -> str:
    """
    The client's key; or one made of what was sent, for clients that send again when an answer is lost.

    The standard knows no such key. Of one system the very same words within ten minutes are one report.
    """
    said = request.headers.get("Idempotency-Key", "")[:100]
    if said:
        return f"key:{said}"
    digest = hashlib.sha256(repr(sorted(sent.items())).encode("utf-8", "surrogatepass"))
    for name, file in _sent_files(request):
        file.seek(0)
        digest.update(f"{name}:{file.size}".encode("utf-8", "surrogatepass"))
    return f"{digest.hexdigest()}:{int(at_of(request).timestamp()) // AGAIN_SECONDS}"


def _sent_files(request: HttpRequest) -> list[tuple[str, UploadedFile]]:
    """Each file with its name in the form; clients send several under one name."""
    return sorted(
        ((name, file) for name, files in request.FILES.lists() for file in files), key=lambda one: one[0]
    )


def _files(request: HttpRequest) -> tuple[list[Attachment], str]:
    """Pictures that came along; one that cannot be kept is said in the notice, and never stops a report."""
    kept: list[Attachment] = []
    refused: list[str] = []
    sent = _sent_files(request)
    refused += [(file.name or "")[:60] for _name, file in sent[MOST_FILES:]]
    for _name, file in sent[:MOST_FILES]:
        name = file.name or ""
        content = file.read() if (file.size or 0) <= MOST_BYTES else b""
        try:
            inspect_upload(name=name, content=content)
            kept.append(Attachment(name, content, "photo"))
        except CannotKeepFile:
            refused.append(name[:60])
    told = _("Không nhận được tệp: %(names)s.") % {"names": ", ".join(refused)} if refused else ""
    return kept, told


def _notice(opened: CaseOpened) -> str:
    if opened.due_at is None:
        return _("Đã nhận.")
    return _("Đã nhận. Hạn xử lý: %(due)s.") % {"due": written_moment(opened.due_at)}
