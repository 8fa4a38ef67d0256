"""The shipped law in force, and documents that change it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

HOUSEHOLDS = "tariffs/qd-1279.yaml"


@pytest.fixture
def shipped(actors, product_now) -> str:
    """Digest of the law that came with the product, in force since the day before."""
    from donghanh.apps.tariffs.operations import load_shipped_law

    return load_shipped_law(actor=actors.console, at=product_now - timedelta(days=1))


@pytest.fixture
def later(product_now) -> datetime:
    return product_now + timedelta(hours=1)


def dearer(price: int = 1985) -> dict[str, str | None]:
    """A change of the first tier of the newest list, without the examples that the old price proves."""
    from donghanh.lawbook.law_texts import shipped_texts

    text = shipped_texts()[HOUSEHOLDS]
    assert "price: 1984" in text
    text = text.partition("\nexamples:")[0] + "\n"
    return {HOUSEHOLDS: text.replace("price: 1984", f"price: {price}", 1)}
