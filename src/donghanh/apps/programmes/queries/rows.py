"""The canonical form of a benefit in a frozen list: what was approved, and nothing that moves afterwards."""

from __future__ import annotations

from donghanh.apps.programmes.models import Benefit


def canonical_benefit(benefit: Benefit) -> dict[str, object]:
    """The row that an approval freezes; its keys and their meaning stand in `docs/reference/columns.md`."""
    return {
        "reference": benefit.reference,
        "unit": benefit.unit_id,
        "customer_code": benefit.customer_code,
        "name": benefit.beneficiary_name,
        "kind": benefit.beneficiary_kind,
        "commune_code": benefit.commune_code,
        "address": benefit.address,
        "social_class": benefit.social_class,
        "quantity": benefit.quantity,
        "origin": benefit.origin,
    }
