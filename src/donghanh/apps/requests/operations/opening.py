"""Takes a request in: checks what was sent, finds who answers for it, starts the clock, gives a receipt."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection, transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests import ports
from donghanh.apps.requests.bridge import asked, clocks, routing, services, tracking, wording
from donghanh.apps.requests.models import Case, IntakeKey
from donghanh.apps.requests.operations import intake
from donghanh.apps.requests.operations.attaching import keep_files
from donghanh.apps.requests.operations.writing import move_case
from donghanh.apps.requests.permissions import CUSTOMER, JOB, check_act, check_handle
from donghanh.apps.requests.refusals import CannotOpenCase
from donghanh.apps.requests.values import Attachment, CaseOpened, Contact
from donghanh.kernel.digests import digest_of_rows
from donghanh.kernel.text import fold
from donghanh.kernel.worktime import CalendarDoesNotCover
from donghanh.lawbook.services import Service

Dice = Callable[[int], bytes]
"""Where the chance of tracking codes comes from: so many bytes that nobody can guess."""
NONCE = 16
NUMBERS = 0x5943  # the lock under which cases get their numbers, one after another
WAITS_FOR_PAPERS = "complete_application"


@dataclass(frozen=True)
class _Sent:
    """A request as it was sent, by whomever."""

    actor: Actor | None
    sender: str
    service_code: str
    channel: str
    received_at: datetime
    contact: Contact
    customer_code: str
    fields: Mapping[str, object]
    unit_code: str | None
    key: str
    is_complete: bool | None
    attachments: Sequence[Attachment]
    now: datetime
    dice: Dice


def open_case(  # noqa: PLR0913 - what a request consists of
    *, actor: Actor, service_code: str, channel: str, received_at: datetime, contact: Contact,
    customer_code: str | None = None, fields: Mapping[str, object] | None = None,
    unit_code: str | None = None, idempotency_key: str = "", is_complete: bool = True,
    attachments: Sequence[Attachment] = (), now: datetime, dice: Dice = secrets.token_bytes,
) -> CaseOpened:  # fmt: skip
    """
    Take a request that somebody of the company heard, read or was handed.

    received_at : [aware] when it reached the company; not in the future
    unit_code   : left out, it is the unit of the customer, else the one that serves the commune
    is_complete : False when needed documents are missing: the clock of a service that starts with the
                  complete application does not run yet
    raises      : Forbidden; CannotOpenCase
    """
    check_act(actor=actor)
    sent = _Sent(
        actor, f"staff:{actor.username}", service_code, channel, received_at, contact, customer_code or "",
        fields or {}, unit_code, idempotency_key, is_complete, attachments, now, dice,
    )  # fmt: skip
    return _open(sent)


def open_public_case(  # noqa: PLR0913 - what a request consists of
    *, service_code: str, channel: str, received_at: datetime, contact: Contact, sender: str,
    customer_code: str | None = None, fields: Mapping[str, object] | None = None,
    unit_code: str | None = None, idempotency_key: str = "", is_complete: bool | None = None,
    attachments: Sequence[Attachment] = (), now: datetime, dice: Dice = secrets.token_bytes,
) -> CaseOpened:  # fmt: skip
    """
    Take a request that came without a person of the company: portal, e-mail, Open311, a partner's system.

    sender        : who sends, such as `portal`, `open311`, `email`, `partner:zalo`; keys are unique with it
    customer_code : kept as it was said; not checked against the telephone, so nothing of the customer is told
    is_complete   : as of `open_case`; left out, it is when every required document is among the files
    raises        : CannotOpenCase, also `service-not-public`
    """
    sent = _Sent(
        None, sender, service_code, channel, received_at, contact, customer_code or "", fields or {},
        unit_code, idempotency_key, is_complete, attachments, now, dice,
    )  # fmt: skip
    return _open(sent)


@transaction.atomic
def _open(sent: _Sent) -> CaseOpened:
    intake.check_moment(received_at=sent.received_at, now=sent.now)
    service = services.service_on(code=sent.service_code, day=clocks.local_day(sent.received_at))
    if sent.actor is None and not service.is_public:
        raise CannotOpenCase(
            "service-not-public", f"{service.code} is opened by staff.", service=service.code
        )
    is_electronic = services.is_electronic(channel=sent.channel)
    content = _content(sent)
    if (again := _seen_before(sent, content)) is not None:
        return again
    case = _row(sent, service, is_electronic)
    _begin(sent, case, service)
    if sent.key:
        IntakeKey.objects.create(sender=sent.sender, key=sent.key, sha256=content, case=case)
    keep_files(actor=sent.actor, case=case, attachments=sent.attachments, at=sent.now)
    receipt = _receipt(case)
    # The code goes to the customer alone: written down among the answers, the tables would tell it.
    text = wording.receipt(
        case=case, tracking_code=receipt.tracking_code, day=clocks.local_day(sent.received_at)
    )
    told = ports.Telling(
        case.code, "receipt", text, case.phone, case.email, sent.now, unit_code=case.unit_id or "",
        group=case.group, hidden=(receipt.tracking_code,),
    )  # fmt: skip
    ports.tell_customer(telling=told)
    return receipt


def _row(sent: _Sent, service: Service, is_electronic: bool) -> Case:
    day = clocks.local_day(sent.now)
    contact = intake.checked_contact(contact=sent.contact, channel=sent.channel, is_public=sent.actor is None)
    unit_code = intake.unit_for(
        actor=sent.actor, unit_code=sent.unit_code, customer_code=sent.customer_code,
        commune_code=contact.commune_code, day=day,
    )  # fmt: skip
    if sent.actor is not None:
        check_handle(actor=sent.actor, unit_code=unit_code)
    answers = _answers(sent, service)
    where = routing.place_of(
        service=service, unit_code=unit_code, channel=sent.channel, fields=answers, day=day
    )
    told = {name: getattr(contact, name) for name in ("phone", "email", "address", "commune_code")}
    return Case(
        service_code=service.code, service_digest=service.digest, service=services.frozen(service=service),
        group=service.group, clock_kind=service.clock[0], clock_amount=service.clock[1],
        unit_id=where.unit_code or None, desk=where.desk, channel=sent.channel, is_electronic=is_electronic,
        customer_code=sent.customer_code.strip().upper()[:13], contact_name=contact.name,
        name_key=fold(contact.name)[:200], fields=answers,
        latitude_microdegrees=contact.latitude_microdegrees,
        longitude_microdegrees=contact.longitude_microdegrees, received_at=sent.received_at, state="",
        **told,
    )  # fmt: skip


def _answers(sent: _Sent, service: Service) -> dict[str, str]:
    try:
        return asked.kept_fields(service=service, said=sent.fields, channel=sent.channel)
    except asked.FieldRefused as reason:
        raise CannotOpenCase(reason.rule, str(reason), field=reason.field, service=service.code) from reason


def _begin(sent: _Sent, case: Case, service: Service) -> None:
    """Give the case its codes and its clock, and write its first move."""
    waits = service.starts == WAITS_FOR_PAPERS and not _is_complete(sent, service)
    case.starts_at = None if waits else sent.received_at
    nonce = sent.dice(NONCE)
    case.tracking_nonce = nonce
    case.tracking_sha256 = tracking.hash_of(code=tracking.code_of(nonce=nonce))
    case.code = _next_code(year=clocks.local_day(sent.now).year)
    facts = {
        "service": service.code,
        "digest": service.digest,
        "channel": sent.channel,
        "sender": sent.sender,
    }
    actor = sent.actor or CUSTOMER
    try:
        move_case(actor=actor, case=case, move="open", at=sent.now, facts=facts)
    except CalendarDoesNotCover as reason:
        raise CannotOpenCase("calendar-unknown", str(reason), service=service.code) from reason
    if waits:
        why = "documents are missing at intake"
        asks = sent.actor or JOB  # whoever sent it does not ask for its own papers
        move_case(actor=asks, case=case, move="ask_for_documents", at=sent.now, why=why)


def _is_complete(sent: _Sent, service: Service) -> bool:
    """As it was said; else whether there is a file for each document that the service requires."""
    if sent.is_complete is not None:
        return sent.is_complete
    there = {one.document for one in sent.attachments}
    return all(one.code in there for one in service.documents if one.is_required)


def _next_code(*, year: int) -> str:
    """The next number of the year; held until the transaction ends, so that ids and numbers grow alike."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS])
    prefix = f"YC-{year % 100:02d}-"
    codes = Case.objects.filter(code__startswith=prefix).order_by("-id").values_list("code", flat=True)
    last = codes.first()
    return f"{prefix}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:06d}"


def _content(sent: _Sent) -> str:
    """The digest of what was sent, without its moments: a key that comes again has the same."""
    row = {
        "service": sent.service_code, "channel": sent.channel, "contact": asdict(sent.contact),
        "customer": sent.customer_code, "fields": {str(k): str(v) for k, v in sent.fields.items()},
        "unit": sent.unit_code,
        "files": [hashlib.sha256(one.content).hexdigest() for one in sent.attachments],
    }  # fmt: skip
    return digest_of_rows([row])


def _seen_before(sent: _Sent, content: str) -> CaseOpened | None:
    """The receipt of the same key; two that come at once wait for one another."""
    if not sent.key:
        return None
    name = hashlib.sha256(f"{sent.sender}\x00{sent.key}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])
    found = IntakeKey.objects.filter(sender=sent.sender, key=sent.key).select_related("case").first()
    if found is None:
        return None
    if found.sha256 != content:
        text = f"The key '{sent.key[:40]}' came before with something else. Next: send a new key."
        raise CannotOpenCase("key-used-otherwise", text, key=sent.key[:40])
    return _receipt(found.case, is_again=True)


def opened_with(*, sender: str, key: str) -> bool:
    """Answer whether a case was opened under this key before."""
    return IntakeKey.objects.filter(sender=sender, key=key).exists()


def _receipt(case: Case, *, is_again: bool = False) -> CaseOpened:
    code = tracking.code_of(nonce=bytes(case.tracking_nonce))
    told = code if tracking.hash_of(code=code) == case.tracking_sha256 else ""
    return CaseOpened(case.code, told, case.due_at, case.due_on, case.state, case.unit_id or "", is_again)
