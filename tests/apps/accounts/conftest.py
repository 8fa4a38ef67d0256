"""Four customers of two units, and short words for acts on their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest
from tests.apps.customers.customer_frames import customer, frame_of, load

from donghanh.kernel.account_tables import ADJUSTMENTS, CHARGES

HOUSEHOLD, NEIGHBOUR, SHOP, FAR = "PA01ND0000001", "PA01ND0000002", "PA01ND0000003", "PA01XT0000001"
NOVEMBER = date(2021, 11, 1)
ISSUED = date(2021, 12, 3)


def charges_of(*rows: tuple[str, str, int, int], month: date = NOVEMBER, category: str = "residential"):
    """Charges from (invoice, code, net, VAT)."""
    made = [
        (invoice, code, code[:6], category, month, net, vat, net + vat) for invoice, code, net, vat in rows
    ]
    return pl.DataFrame(made, schema=CHARGES.schema, orient="row")


def adjustments_of(*rows: tuple[str, str, int, int]) -> pl.DataFrame:
    """Adjustments from (adjustment, invoice, net, VAT)."""
    made = [(adjustment, invoice, net, vat, net + vat) for adjustment, invoice, net, vat in rows]
    return pl.DataFrame(made, schema=ADJUSTMENTS.schema, orient="row")


@dataclass
class Books:
    """The actors, and acts on the books in their names."""

    actors: Any
    now: datetime

    def charge(self, *rows: tuple[str, str, int, int], on: date = ISSUED, **more: Any):
        from donghanh.apps.accounts.operations import post_charges

        return post_charges(
            rows=charges_of(*rows, **more), on=on, by=self.actors.business, at=self.now, subject="run:1"
        )

    def adjust(self, *rows: tuple[str, str, int, int], on: date = date(2021, 12, 20)):
        from donghanh.apps.accounts.operations import post_adjustments

        return post_adjustments(rows=adjustments_of(*rows), on=on, by=self.actors.business, at=self.now)

    def pay(self, code: str, amount: int, *, key: str = "1", on: date = date(2021, 12, 10), **more: Any):
        from donghanh.apps.accounts.operations import post_payment

        by = more.pop("by", None) or self.actors.office
        return post_payment(
            by=by, code=code, amount_dong=amount, account=more.pop("account", "bank"), on=on, at=self.now,
            key=key, **more,
        )  # fmt: skip

    def statement(self, code: str, *, as_of: date = date(2021, 12, 31)):
        from donghanh.apps.accounts.queries import statement

        return statement(actor=self.actors.director, code=code, as_of=as_of)

    def owed(self, code: str) -> dict[str, int]:
        return {row.invoice: row.owed_dong for row in self.statement(code).open_invoices}

    def check(self):
        from donghanh.apps.accounts.queries import check_books

        return check_books(actor=self.actors.director)


@pytest.fixture
def books(actors, product_now) -> Books:
    return opened(actors, product_now)


def opened(actors: Any, now: datetime) -> Books:
    people = [
        customer(HOUSEHOLD), customer(NEIGHBOUR, name="Trần Văn An"),
        customer(SHOP, kind="enterprise", price_group="business"),
        customer(FAR, unit_code="PA01XT", commune_code="14095", name="Phạm Thị Lan"),
    ]  # fmt: skip
    load(frame_of(*people), actors=actors, at=now)
    return Books(actors, now)
