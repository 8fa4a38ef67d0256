"""How many customers came by a new supply; a figure of the company, not of persons: nobody is asked."""

from __future__ import annotations

from donghanh.apps.supply.models import Supply
from donghanh.lawbook.supply_steps import read_chains

OPENS = ("new_supply", "temporary_supply", "transfer")


def customers_opened() -> int:
    """Count the customers whom chains have written: new supplies, supplies for a time, transfers."""
    opening = [code for code, chain in read_chains().items() if chain.writes in OPENS]
    return Supply.objects.filter(service_code__in=opening).exclude(effect={}).count()
