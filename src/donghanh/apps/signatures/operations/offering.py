"""Offers a document for signature: words, PDF and digests are frozen; another document replaces it."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import connection, transaction

from donghanh.adapters.papers.signed_document import ENGLISH, VIETNAMESE, DocumentPaper, build_document
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.signatures import ports
from donghanh.apps.signatures.bridge.secrets import NONCE_BYTES, hash_of_link, link_of
from donghanh.apps.signatures.bridge.standing import ZONE, terms_on
from donghanh.apps.signatures.models import DocumentFile, SignedDocument
from donghanh.apps.signatures.operations.writing import (
    document_in_sight,
    lock_document,
    name_of,
    record,
    tell,
    write_evidence,
)
from donghanh.apps.signatures.permissions import check_offer, roles_at
from donghanh.apps.signatures.refusals import CannotOffer
from donghanh.apps.signatures.values import NewDocument
from donghanh.engines.signatures.moves import OPEN, CannotMoveDocument, check_move
from donghanh.kernel.digests import digest_of_rows
from donghanh.lawbook.invoice_series import seller

NUMBERS = 5_290_001
PHONE = re.compile(r"^0\d{8,10}$")
CHECK_PAGE, LINK_PAGE = "/kiem-tra-van-ban/", "/ky/"


@transaction.atomic
def offer_document(*, actor: Actor, new: NewDocument, now: datetime, site: str = "") -> str:
    """
    Offer a document and answer its code; an open document of the same subject is replaced.

    The signer is told the link by a message, where somebody carries messages.

    site   : beginning of the addresses on the paper and in the message, such as `https://cskh.example`
    raises : Forbidden; CannotOffer `phone-missing`, `name-missing`; what the subject refuses
    """
    check_offer(actor=actor, unit_code=new.unit_code)
    _check_signer(new)
    port = ports.subject_port(subject=new.subject)
    port.lock(name_of(subject=new.subject))
    port.check(name_of(subject=new.subject))
    old = _replaced(actor, new, now)
    nonce = secrets.token_bytes(NONCE_BYTES)
    row = SignedDocument.objects.create(
        code=_next_code(year=now.astimezone(ZONE).year), subject=new.subject, kind=new.kind,
        unit_id=new.unit_code, title_vi=new.words["title"]["vi"], title_en=new.words["title"]["en"],
        words=dict(new.words), content_sha256=digest_of_rows([new.words]),
        signer_name=new.signer_name.strip(),
        phone=new.phone, link_nonce=nonce, link_sha256=hash_of_link(link=link_of(nonce=nonce)),
        state=check_move(state="", move="offer", roles=roles_at(actor=actor, unit_code=new.unit_code)),
        replaces=old, offered_at=now,
    )  # fmt: skip
    _keep_files(row, site, now)
    _tell_offer(row, actor, site, now)
    return row.code


@transaction.atomic
def withdraw_document(*, actor: Actor, code: str, why: str, now: datetime) -> None:
    """
    End a document that nobody is to sign any more.

    raises : NotFound, Forbidden; CannotOffer `reason-missing`, `not-from-this-state`
    """
    found = document_in_sight(actor=actor, code=code)
    check_offer(actor=actor, unit_code=str(found.unit_id))
    row = lock_document(row=found)
    roles = roles_at(actor=actor, unit_code=str(row.unit_id))
    _end(row, actor, "withdraw", "withdrawn", roles, why, now)


def withdraw_for(*, subject: str, why: str, actor: Actor | None, now: datetime) -> None:
    """End the open document of a subject that came to an end itself; in the caller's transaction."""
    row = SignedDocument.objects.select_for_update().filter(subject=subject, state__in=OPEN).first()
    if row is not None:
        _end(row, actor, "withdraw", "withdrawn", {"office"}, why, now)


def _check_signer(new: NewDocument) -> None:
    if not new.signer_name.strip():
        raise CannotOffer("name-missing", "The request has no name of a signer. Next: complete it.")
    if not PHONE.match(new.phone):
        raise CannotOffer(
            "phone-missing", "The request has no telephone to which a code could go. Sign on paper instead."
        )


def _replaced(actor: Actor, new: NewDocument, now: datetime) -> SignedDocument | None:
    """The open document of the subject, ended; None when there is none."""
    old = SignedDocument.objects.select_for_update().filter(subject=new.subject, state__in=OPEN).first()
    if old is None:
        return None
    roles = roles_at(actor=actor, unit_code=new.unit_code)
    _end(old, actor, "replace", "replaced", roles, "", now)
    return old


def _end(
    row: SignedDocument, actor: Actor | None, move: str, event: str, roles: object, why: str, now: datetime
) -> None:
    try:
        row.state = check_move(state=row.state, move=move, roles=roles, reason=why)  # type: ignore[arg-type]
    except CannotMoveDocument as reason:
        raise CannotOffer(reason.rule, str(reason), **reason.facts) from reason
    row.save(update_fields=["state"])
    row.codes.filter(is_used=False, is_ended=False).update(is_ended=True)
    write_evidence(row=row, event=event, at=now, facts={"why": why.strip()}, actor=actor)
    record(actor=actor, act=event, row=row, facts={"why": why.strip()}, at=now)


def _keep_files(row: SignedDocument, site: str, now: datetime) -> None:
    paper = DocumentPaper(
        code=row.code, words=row.words, company=seller().name, signer=row.signer_name,
        content_sha256=row.content_sha256, check_at=f"{site}{CHECK_PAGE}", is_demo=settings.DEMO,
    )  # fmt: skip
    for kind, language in (("offered", VIETNAMESE), ("reading_copy", ENGLISH)):
        pdf = build_document(paper=paper, language=language, at=now)
        DocumentFile.objects.create(
            document=row, kind=kind, pdf=pdf, sha256=sha256(pdf).hexdigest(), product_at=now
        )


def _tell_offer(row: SignedDocument, actor: Actor, site: str, now: datetime) -> None:
    files = dict(row.files.values_list("kind", "sha256"))
    link = f"{site}{LINK_PAGE}{link_of(nonce=bytes(row.link_nonce))}/"
    text = terms_on(at=now).link_text
    facts = {
        "content": row.content_sha256, "files": files, "signer": row.signer_name, "phone": row.phone,
        "replaces": row.replaces.code if row.replaces else "",
        "message": tell(row=row, text=text, link=link, key=f"document:{row.code}:link", at=now),
    }  # fmt: skip
    write_evidence(row=row, event="offered", at=now, facts=facts, actor=actor)
    told: dict[str, object] = {"subject": row.subject, "content": row.content_sha256}
    record(actor=actor, act="offer", row=row, facts=told, at=now)


def _next_code(*, year: int) -> str:
    """The next number of the year; held until the transaction ends, so that no two documents get one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS])
    prefix = f"VB-{year % 100:02d}-"
    codes = SignedDocument.objects.filter(code__startswith=prefix).order_by("-code")
    last = codes.values_list("code", flat=True).first()
    return f"{prefix}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:06d}"
