"""What the server has of an order, part by part, so that a phone or a page shows what is still to be done."""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.models import FieldRecord
from donghanh.apps.works.queries.sight import orders_seen


def kept_parts(*, actor: Actor, reference: str) -> frozenset[str]:
    """
    The parts of an order of which a record counts, by whichever crew; empty for an order out of sight.

    returns : `arrived`, `photo_after`, and with their step `step_done:isolated`, `photo:wired`
    """
    seen = orders_seen(actor=actor).filter(reference=reference)
    rows = FieldRecord.objects.filter(order__in=seen, rule="").values_list("kind", "facts")
    return frozenset(f"{kind}:{step}" if (step := facts.get("step")) else kind for kind, facts in rows)
