"""What stands behind a PDF that somebody hands in: which document, signed by whom, when, and does it hold."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from donghanh.adapters.signing import SignatureVerdict, check_signature
from donghanh.apps.billing.queries.masks import masked_name
from donghanh.apps.signatures import ports
from donghanh.apps.signatures.bridge.sealing import REASON
from donghanh.apps.signatures.bridge.standing import first_broken, terms_on
from donghanh.apps.signatures.models import DocumentFile, EvidenceRow, SignedDocument
from donghanh.apps.signatures.values import FileVerdict

OF_OFFERED = {"signed": "customer-signed", "customer_signed": "customer-signed"}


def told_of_file(*, content: bytes, now: datetime) -> FileVerdict:
    """Check a file against the documents that were offered and signed; nothing of it is kept."""
    digest = sha256(content).hexdigest()
    if not content.startswith(b"%PDF-"):
        return FileVerdict("not-a-pdf", digest)
    kept = DocumentFile.objects.filter(sha256=digest).select_related("document").defer("pdf").first()
    if kept is not None:
        return _told(kept, digest, content, now)
    signature = check_signature(content=content, pinned=ports.pinned())
    said = REASON.match(signature.reason)
    found = SignedDocument.objects.filter(code=said["code"]).first() if said else None
    return _verdict("changed", digest, found, now) if found else FileVerdict("unknown", digest)


def _told(kept: DocumentFile, digest: str, content: bytes, now: datetime) -> FileVerdict:
    row, rule = kept.document, kept.document.state
    if kept.kind == "reading_copy":
        return _verdict("reading-copy", digest, row, now)
    evidence = list(row.evidence.order_by("number"))
    if kept.kind == "signed":
        rule = _rule_of_signed(evidence, check_signature(content=content, pinned=ports.pinned()))
    else:
        rule = OF_OFFERED.get(row.state, row.state)
    if first_broken(code=row.code, rows=evidence):
        rule = "evidence-broken"
    return _verdict(rule, digest, row, now)


def _rule_of_signed(evidence: list[EvidenceRow], signature: SignatureVerdict) -> str:
    """The company's signature holds, and the evidence that it names is the evidence that is kept."""
    said = REASON.match(signature.reason)
    if not signature.holds or said is None:
        return "changed"
    heads = {one.digest for one in evidence}
    return "signed" if said["evidence"] in heads else "evidence-broken"


def _verdict(rule: str, digest: str, row: SignedDocument, now: datetime) -> FileVerdict:
    events = {one.event: one for one in row.evidence.filter(event__in=("signed", "countersigned"))}
    customer, company = events.get("signed"), events.get("countersigned")
    facts = company.facts if company else {}
    return FileVerdict(
        rule=rule, sha256=digest, code=row.code, title_vi=row.title_vi, title_en=row.title_en,
        signer=masked_name(row.signer_name), customer_signed_at=customer.product_at if customer else None,
        signed_at=company.product_at if company else None, company_signer=facts.get("signer", ""),
        certificate=facts.get("issuer", ""), is_demo=bool(facts.get("is_demo")),
        is_not=terms_on(at=now).is_not,
    )  # fmt: skip
