"""A supply before its contract, a customer with a telephone, and a director with the demo's certificate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from tests.apps.supply.conftest import SupplyDesk, open_book, open_campaign

PHONE_OF_FIRST = "0900000001"


@dataclass
class SigningDesk(SupplyDesk):
    """The desk of supplies, and the customer at a telephone."""

    codes: list[str] = field(default_factory=list)

    def before_contract(self, number: int = 1, **more: Any) -> str:
        code = self.apply(number, fields={"supply_address": f"Xóm {number}", "phases": "one"}, **more).code
        for step in ("check", "survey", "offer"):
            self.step(code, step)
        return code

    def prepare(self, case: str, *, actor: Any = None, **more: str) -> str:
        from donghanh.apps.supply.contract_values import ContractFigures
        from donghanh.apps.supply.operations import prepare_contract

        said = {
            "number": f"HĐ-{case}",
            "price_category": "residential",
            "voltage": "220",
            "capacity_kw": "3,5",
        }
        figures = ContractFigures(**{**said, **more})
        return prepare_contract(actor=actor or self.clerk, case_code=case, figures=figures, now=self.now)

    def link(self, document: str) -> str:
        from donghanh.apps.signatures.operations import link_again

        return link_again(actor=self.clerk, code=document, now=self.now)

    def open_document(self, link: str, *, address: str = "10.1.2.3"):
        from donghanh.apps.signatures.operations import open_by_link
        from donghanh.apps.signatures.values import Visitor

        return open_by_link(link=link, visitor=Visitor(address, "Firefox"), now=self.now)

    def ask(self, link: str) -> str:
        """Ask for a code and answer it, as the customer reads it on the telephone."""
        from donghanh.apps.signatures.operations import ask_code
        from donghanh.apps.signatures.values import Visitor

        def draw(digits: int) -> str:
            self.codes.append(f"{len(self.codes) + 123_400:0{digits}d}")
            return self.codes[-1]

        ask_code(link=link, visitor=Visitor("10.1.2.3", "Firefox"), now=self.now, draw=draw)
        return self.codes[-1]

    def sign(self, link: str, code: str, *, seen: str = "", consents: bool = True) -> None:
        from donghanh.apps.signatures.operations import sign_by_customer
        from donghanh.apps.signatures.queries.signers import signing_page
        from donghanh.apps.signatures.values import Visitor

        sign_by_customer(
            link=link, code=code, seen=seen or signing_page(link=link, now=self.now).seen, consents=consents,
            language="vi", visitor=Visitor("10.1.2.3", "Firefox"), now=self.now,
        )  # fmt: skip

    def countersign(self, document: str, *, actor: Any = None) -> str:
        from donghanh.apps.signatures.operations import countersign

        return countersign(actor=actor or self.actors.director, code=document, now=self.now)

    def story(self, document: str, *, actor: Any = None):
        from donghanh.apps.signatures.queries import document_story

        return document_story(actor=actor or self.clerk, code=document)

    def verdict(self, content: bytes):
        from donghanh.apps.signatures.queries import told_of_file

        return told_of_file(content=content, now=self.now)


@pytest.fixture
def desk(actors, product_now: datetime, settings, tmp_path) -> SigningDesk:
    """Monday, 20 December 2021, nine o'clock; the demo's certificates."""
    settings.DEMO, settings.SIGNING_FOLDER = True, tmp_path
    open_campaign(actors)
    open_book(actors, product_now)
    return SigningDesk(actors=actors, now=product_now)


@pytest.fixture
def offered(desk):
    """Case, document and link of a contract that waits for the customer."""
    case = desk.before_contract()
    document = desk.prepare(case)
    return case, document, desk.link(document)
