"""What the signer sees by their own link; nobody signs in, the link is what is known."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.customers.queries.masks import masked_phone
from donghanh.apps.signatures.bridge.secrets import hash_of_link, link_of
from donghanh.apps.signatures.bridge.standing import standing_of, terms_on
from donghanh.apps.signatures.models import SignedDocument
from donghanh.apps.signatures.refusals import NotFound
from donghanh.apps.signatures.values import SigningPage
from donghanh.engines.signatures.codes import LIVE, may_ask_at, state_of
from donghanh.engines.signatures.moves import OPEN


def signing_page(*, link: str, now: datetime) -> SigningPage:
    """The document of a link and how its signing stands. raises : NotFound"""
    row = SignedDocument.objects.filter(link_sha256=hash_of_link(link=link)).first()
    if row is None:
        raise NotFound("document", "of this link")
    terms = terms_on(at=now)
    codes = list(row.codes.order_by("id"))
    last = codes[-1] if codes else None
    state = state_of(code=standing_of(row=last), terms=terms.code_terms, now=now) if last else "none"
    signed = dict(
        row.evidence.filter(event__in=("signed", "countersigned")).values_list("event", "product_at")
    )
    return SigningPage(
        code=row.code, title_vi=row.title_vi, title_en=row.title_en, words=row.words, state=row.state,
        signer_name=row.signer_name, phone=str(masked_phone(row.phone)),
        seen=str(row.files.get(kind="offered").sha256), code_state=state,
        code_until_at=last.until_at if last else None,
        tries_left=terms.code_terms.most_tries - last.wrong_tries if last and state == LIVE else 0,
        ask_from_at=may_ask_at(asked=[one.asked_at for one in codes], terms=terms.code_terms, now=now),
        consent=terms.consent, is_not=terms.is_not, digits=terms.code_terms.digits,
        valid_minutes=terms.code_terms.valid_minutes, customer_signed_at=signed.get("signed"),
        signed_at=signed.get("countersigned"), newer_link=_newer(row),
    )  # fmt: skip


def open_document_of(*, subject: str) -> str:
    """How the newest document of a subject stands, without anything personal; empty when there is none."""
    found = SignedDocument.objects.filter(subject=subject).order_by("-code").values_list("state", flat=True)
    return found.first() or ""


def link_for(*, subject: str, phone: str) -> str:
    """The link of the newest document of a subject for whoever knows the registered telephone; else empty."""
    row = SignedDocument.objects.filter(subject=subject).order_by("-code").first()
    if row is None or row.state == "withdrawn":
        return ""
    typed = "".join(one for one in phone if one.isdigit())
    typed = f"0{typed[2:]}" if typed.startswith("84") else typed
    return link_of(nonce=bytes(row.link_nonce)) if typed == row.phone else ""


def is_open(*, subject: str) -> bool:
    """Whether somebody's signature is awaited."""
    return SignedDocument.objects.filter(subject=subject, state__in=OPEN).exists()


def _newer(row: SignedDocument) -> str:
    """The link of the document that took this one's place; only where it is the same telephone's."""
    newer = SignedDocument.objects.filter(replaces=row).first()
    return link_of(nonce=bytes(newer.link_nonce)) if newer and newer.phone == row.phone else ""
