"""What the page of a promise shows of its documents and pictures."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from donghanh.apps.evidence.queries import EvidenceCard, evidence_of
from donghanh.apps.organisation.permissions import Actor
from donghanh.faces.design.evidence_words import ACCEPTED

KINDS: dict[str, str | Promise] = {
    "proof": gettext_lazy("giấy tờ chứng minh"),
    "photo": gettext_lazy("ảnh"),
    "photo_before": gettext_lazy("ảnh trước khi làm"),
    "photo_after": gettext_lazy("ảnh sau khi làm"),
    "signature": gettext_lazy("chữ ký"),
    "handover": gettext_lazy("biên bản bàn giao"),
    "receipt": gettext_lazy("biên nhận"),
}


def proofs_of(*, actor: Actor, reference: str, trouble: str = "") -> dict[str, Any]:
    """What `desk/programmes/_proofs.html` shows of a promise."""
    cards = evidence_of(actor=actor, subject=f"benefit:{reference}")
    return {
        "rows": [_row(one, reference, actor) for one in cards],
        "attach_url": reverse("desk-proof-attach", args=[reference]),
        "accepted": ACCEPTED,
        "trouble": trouble,
    }


def _row(one: EvidenceCard, reference: str, actor: Actor) -> dict[str, Any]:
    address = reverse("evidence-file", args=[one.number])
    may = one.kind == "proof" and actor.may_change
    return {
        "name": one.name,
        "kind": str(KINDS.get(one.kind, one.kind)),
        "url": address,
        "small": f"{address}?small=1" if one.is_picture else "",
        "by": one.by,
        "at": one.at,
        "take_back": reverse("desk-proof-back", args=[reference, one.number]) if may else "",
    }
