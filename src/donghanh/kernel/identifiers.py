r"""
How the trade names customers, units and places, and what is wrong with a name.

A customer code has 13 characters: the unit's code of six (company `PA01`, unit `ND`) and seven
digits. The company gives codes; whether a code exists is for others to say. Columns first: one code
is a column of length one. Problems come back as rule names for findings, never as sentences.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import polars as pl

CUSTOMER_CODE = re.compile(r"^(?P<unit>[A-Z]{2}[0-9]{2}[A-Z0-9]{2})(?P<serial>[0-9]{7})$", re.ASCII)
UNIT_CODE = re.compile(r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{2}$", re.ASCII)
COMMUNE_CODE = re.compile(r"^[0-9]{5}$", re.ASCII)
PHONE = re.compile(r"^0[0-9]{9,10}$", re.ASCII)
TAX_CODE = re.compile(r"^[0-9]{10}(-?[0-9]{3})?$", re.ASCII)

CODE_LENGTH = 13
UNIT_LENGTH = 6
COMPANY_LENGTH = 4


def customer_code_problem(code: str | None, *, unit_codes: Collection[str]) -> str | None:
    """
    Say what is wrong with one customer code; None when nothing is.

    >>> customer_code_problem("PA02ND0000001", unit_codes={"PA01ND"})
    'customer-code-of-another-company'
    """
    column = pl.Series([code], dtype=pl.String)
    problem: str | None = customer_code_problems(column, unit_codes=unit_codes)[0]
    return problem


def customer_code_problems(codes: pl.Series, *, unit_codes: Collection[str]) -> pl.Series:
    """
    Say what is wrong with each customer code; rows follow `codes`.

    codes      : text or null
    unit_codes : the company's own units, old ones among them
    returns    : null, or `customer-code-missing`, `customer-code-length`, `customer-code-form`,
                 `customer-code-of-another-company`, `customer-code-of-unknown-unit`
    """
    code, units = pl.col("code"), sorted(unit_codes)
    companies = sorted({unit[:COMPANY_LENGTH] for unit in units})
    problem = (
        pl.when(code.is_null() | (code == "")).then(pl.lit("customer-code-missing"))
        .when(code.str.len_chars() != CODE_LENGTH).then(pl.lit("customer-code-length"))
        .when(~code.str.contains(CUSTOMER_CODE.pattern)).then(pl.lit("customer-code-form"))
        .when(~code.str.head(COMPANY_LENGTH).is_in(companies)).then(pl.lit("customer-code-of-another-company"))
        .when(~code.str.head(UNIT_LENGTH).is_in(units)).then(pl.lit("customer-code-of-unknown-unit"))
    )  # fmt: skip
    return pl.DataFrame({"code": codes.cast(pl.String)}).select(problem=problem).to_series()


def unit_of_code(code: str) -> str:
    """
    Read the code of the unit that gave the customer code; it need not be the one that serves today.

    raises : ValueError, when `code` has not the form of a customer code
    """
    parts = CUSTOMER_CODE.match(code)
    if parts is None:
        raise ValueError(
            f"{code!r} is no customer code; expected a unit code and seven digits, PA01ND0000001."
        )
    return parts["unit"]


def plain_phones(phones: pl.Series) -> pl.Series:
    """
    Bring telephone numbers into the domestic form; rows follow `phones`.

    phones  : as people type them, "+84 912.345.678"
    returns : "0912345678"; null where no Vietnamese number can be read
    """
    digits = pl.col("phone").str.replace_all(r"[\s.\-()]", "").str.replace(r"^(\+84|0084|84)", "0")
    plain = pl.when(digits.str.contains(PHONE.pattern)).then(digits)
    return pl.DataFrame({"phone": phones.cast(pl.String)}).select(plain.alias("phone")).to_series()
