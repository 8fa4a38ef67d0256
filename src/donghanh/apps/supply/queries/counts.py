"""How many customers came by a new supply; a figure of the company, not of persons: nobody is asked."""

from __future__ import annotations

from donghanh.apps.supply.models import Supply


def customers_opened() -> int:
    """Count the customers whom contracts in force have written."""
    return Supply.objects.exclude(customer_code="").count()
