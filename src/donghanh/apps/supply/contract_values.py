"""What a contract of a supply is prepared with, and what is told of it: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.apps.signatures.values import DocumentRow


@dataclass(frozen=True)
class ContractFigures:
    """
    What the officer decides or confirms; the rest comes from the request and its steps.

    price_category, voltage : codes of the lawbook's text
    capacity_kw : [kW] decimal text
    """

    number: str
    price_category: str
    voltage: str
    capacity_kw: str


@dataclass(frozen=True)
class ContractChoice:
    """Something to choose from."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True)
class ContractDraft:
    """
    Where a supply's contract stands, and what it would be prepared with.

    problem   : stable word of why none can be prepared now; empty when one can
    """

    case_code: str
    figures: ContractFigures
    price_categories: tuple[ContractChoice, ...]
    voltages: tuple[ContractChoice, ...]
    phone: str
    documents: tuple[DocumentRow, ...]
    problem: str
    may_prepare: bool
