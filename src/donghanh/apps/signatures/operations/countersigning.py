"""
Signs a document for the company, with a registered certificate, once the customer has signed.

The signature stands on the bytes that the customer was shown, and names the head of the evidence: evidence
that is changed afterwards contradicts the certificate.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.signatures import ports
from donghanh.apps.signatures.bridge.sealing import reason_of
from donghanh.apps.signatures.bridge.secrets import link_of
from donghanh.apps.signatures.bridge.standing import first_broken, terms_on
from donghanh.apps.signatures.models import DocumentFile, SignedDocument
from donghanh.apps.signatures.operations.offering import LINK_PAGE
from donghanh.apps.signatures.operations.writing import (
    document_in_sight,
    lock_document,
    name_of,
    record,
    tell,
    write_evidence,
)
from donghanh.apps.signatures.permissions import may_countersign, roles_at
from donghanh.apps.signatures.refusals import CannotCountersign
from donghanh.engines.signatures.moves import CannotMoveDocument, check_move


@transaction.atomic
def countersign(
    *,
    actor: Actor,
    code: str,
    now: datetime,
    key_file: bytes | None = None,
    password: str = "",
    site: str = "",
) -> str:
    """
    Sign for the company; answers the SHA-256 of the signed PDF, which both are given.

    key_file : PKCS#12 of the signer; None for the key that the settings name, in the demo the demo's own
    raises   : NotFound, Forbidden; CannotCountersign; what the subject refuses
    """
    found = document_in_sight(actor=actor, code=code)
    if not may_countersign(actor=actor):
        raise Forbidden("role_missing", act="countersign", expected="director", username=actor.username)
    row = lock_document(row=found)
    roles = roles_at(actor=actor, unit_code=str(row.unit_id))
    try:
        row.state = check_move(state=row.state, move="countersign", roles=roles)
    except CannotMoveDocument as reason:
        raise CannotCountersign(reason.rule, str(reason), **reason.facts) from reason
    ports.subject_port(subject=row.subject).check(name_of(subject=row.subject))
    sealed = _sealed(row, actor, key_file, password, now)
    digest = _kept(row, sealed, actor, now)
    signed = ports.BothSigned(row.code, str(row.words["number"]), actor, now)
    ports.subject_port(subject=row.subject).signed(name_of(subject=row.subject), signed)
    _give(row, site, now)
    return digest


def _sealed(
    row: SignedDocument, actor: Actor, key_file: bytes | None, password: str, now: datetime
) -> ports.Sealed:
    evidence = list(row.evidence.order_by("number"))
    offered = row.files.get(kind="offered")
    shown = next(str(one.facts["shown"]) for one in evidence if one.event == "signed")
    is_whole = shown == offered.sha256 == sha256(bytes(offered.pdf)).hexdigest()
    if first_broken(code=row.code, rows=evidence) or not is_whole:
        raise CannotCountersign(
            "evidence-broken", "The evidence was changed. Nothing was signed.", code=row.code
        )
    reason = reason_of(code=row.code, shown=offered.sha256, evidence=evidence[-1].digest)
    asked = ports.SealAsked(
        actor=actor, pdf=bytes(offered.pdf), key_file=key_file, password=password, reason=reason, at=now
    )
    return ports.seal(asked=asked)


def _kept(row: SignedDocument, sealed: ports.Sealed, actor: Actor, now: datetime) -> str:
    digest = sha256(sealed.pdf).hexdigest()
    row.save(update_fields=["state"])
    DocumentFile.objects.create(document=row, kind="signed", pdf=sealed.pdf, sha256=digest, product_at=now)
    facts = {
        "signed": digest, "fingerprint": sealed.fingerprint, "subject": sealed.subject,
        "issuer": sealed.issuer, "is_demo": sealed.is_demo, "signer": actor.full_name,
    }  # fmt: skip
    write_evidence(row=row, event="countersigned", at=now, facts=facts, actor=actor)
    told: dict[str, object] = {"signed": digest, "fingerprint": sealed.fingerprint}
    record(actor=actor, act="countersign", row=row, facts=told, at=now)
    return digest


def _give(row: SignedDocument, site: str, now: datetime) -> None:
    """Both have it: the company in its files, the customer by the link."""
    link = f"{site}{LINK_PAGE}{link_of(nonce=bytes(row.link_nonce))}/"
    message = tell(
        row=row, text=terms_on(at=now).signed_text, link=link, key=f"document:{row.code}:signed", at=now
    )
    write_evidence(row=row, event="given", at=now, facts={"message": message})
