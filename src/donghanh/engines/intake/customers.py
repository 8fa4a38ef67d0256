"""
Checks rows of a customer file and gives the clean ones in the columns of `kernel.customer_tables`.

Every row is judged by itself here; what the rows are to one another is in `repeats`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.engines.intake import cells, fields, vocabulary
from donghanh.engines.intake.findings import errors, notes, together
from donghanh.kernel.customer_tables import CUSTOMERS
from donghanh.kernel.customer_tables import ENERGY as ENERGY_TABLE
from donghanh.kernel.identifiers import customer_code_problems, plain_phones
from donghanh.kernel.text import fold_column, sort_key_column

CHOICES = {
    "kind": vocabulary.KIND_WORDS,
    "price_group": vocabulary.PRICE_GROUP_WORDS,
    "social_class": vocabulary.SOCIAL_CLASS_WORDS,
}
DAYS = ("contract_from", "contract_until", "registered_online_payment_on", "installed_app_on")
PAST_DAYS = ("registered_online_payment_on", "installed_app_on")
CONSENTS = ("consent_sms", "consent_email", "consent_zalo", "consent_publish")
EXPECTED = {
    "kind": ", ".join(vocabulary.KIND_WORDS),
    "price_group": ", ".join(vocabulary.PRICE_GROUP_WORDS),
    "social_class": ", ".join(vocabulary.SOCIAL_CLASS_WORDS),
    **dict.fromkeys(DAYS, "dd/mm/yyyy"),
    **dict.fromkeys(CONSENTS, "có / không"),
    "phone": "0912345678",
    "tax_code": "0600000000 or 0600000000-001",
    "email": "name@place.vn",
    "name": "1-200 letters",
    "address": "1-300 letters",
}


@dataclass(frozen=True)
class Terms:
    """
    What rows are judged by.

    unit_codes      : every code that a unit has or ever had
    unit_of_commune : commune -> the unit that serves it on the day
    seen_units      : units whose customers the importer may write; None for all
    day             : the product's day; what was done cannot lie after it
    date_system     : how the workbook counts its days
    """

    unit_codes: frozenset[str]
    unit_of_commune: Mapping[str, str]
    seen_units: frozenset[str] | None
    day: date
    date_system: str = "1900"


@dataclass(frozen=True)
class Checked:
    """
    The outcome for some rows.

    customers : row, and the columns of CUSTOMERS; only rows without an error
    energy    : row, code, month, energy_kwh of the same rows
    findings  : as FINDINGS
    """

    customers: pl.DataFrame
    energy: pl.DataFrame
    findings: pl.DataFrame


def check_customers(*, rows: pl.DataFrame, mapping: Mapping[str, str], terms: Terms) -> Checked:
    """
    Check some rows of a customer file.

    rows    : row [number in the file], and one text column a header; blanks are null
    mapping : column name -> field, as `fields.propose_mapping` gives it
    returns : Checked; a row with one error is in no frame but the findings
    """
    told = _told(rows, mapping)
    reads = _reads(told, terms) | _energy_reads(mapping)
    read = told.with_columns(
        expression.alias(f"{part}:{field}")
        for field, one in reads.items()
        for part, expression in zip(("value", "problem", "note"), one, strict=True)
    )
    parts = [*_found(read, reads), *_relations(read, terms)]
    findings = together(parts)
    broken = findings.filter(pl.col("severity") == "error")["row"].unique()
    good = read.filter(~pl.col("row").is_in(broken.implode()))
    return Checked(_customers(good), _energy(good, mapping), findings)


def _told(rows: pl.DataFrame, mapping: Mapping[str, str]) -> pl.DataFrame:
    """The mapped columns under their fields' names; fields without a column are null; helpers beside them."""
    columns = {field: pl.col(name) for name, field in mapping.items() if field}
    fixed = [field for field in vocabulary.NAMES if field not in ("month", "energy_kwh")]
    absent = {field: pl.lit(None, pl.String) for field in fixed if field not in columns}
    told = rows.select("row", **{**columns, **absent})
    told = told.with_columns(
        code=pl.col("code").str.to_uppercase().str.replace_all(r"[\s.\-]", ""),
        unit_code=pl.col("unit_code").str.to_uppercase(),
    )
    folded = {f"folded:{field}": fold_column(told[field]) for field in (*CHOICES, *CONSENTS)}
    return told.with_columns(**folded, **{"plain:phone": plain_phones(told["phone"])})


def _reads(told: pl.DataFrame, terms: Terms) -> dict[str, cells.Read]:
    code_problem = pl.lit(customer_code_problems(told["code"], unit_codes=terms.unit_codes))
    reads = {
        "code": cells.Read(pl.col("code"), code_problem, cells.NO_NOTE),
        "name": cells.text(pl.col("name"), longest=200, required=True),
        "address": cells.text(pl.col("address"), longest=300, required=True),
        "phone": cells.phone(pl.col("phone"), pl.col("plain:phone")),
        "email": cells.email(pl.col("email")),
        "tax_code": cells.tax_code(pl.col("tax_code")),
        **_place(terms),
    }
    for field, words in CHOICES.items():
        missing = "none" if field == "social_class" else None
        reads[field] = cells.word(pl.col(f"folded:{field}"), words=words, missing=missing)
    for field in CONSENTS:
        reads[field] = cells.yes_or_no(pl.col(f"folded:{field}"), yes=vocabulary.YES, no=vocabulary.NO)
    for field in DAYS:
        reads[field] = cells.day(pl.col(field), date_system=terms.date_system)
    reads["contract_from"] = _required(reads["contract_from"], pl.col("contract_from"))
    return reads


def _required(read: cells.Read, cell: pl.Expr) -> cells.Read:
    problem = pl.when(cell.is_null()).then(pl.lit("value-missing")).otherwise(read.problem)
    return cells.Read(read.value, problem, read.note)


def _place(terms: Terms) -> dict[str, cells.Read]:
    """The commune decides the unit; a unit that the file states must be that one."""
    commune, stated = pl.col("commune_code"), pl.col("unit_code")
    serving = commune.replace_strict(dict(terms.unit_of_commune), default=None, return_dtype=pl.String)
    commune_problem = (
        pl.when(commune.is_null()).then(pl.lit("value-missing"))
        .when(serving.is_null()).then(pl.lit("commune-unknown"))
    )  # fmt: skip
    out_of_sight = (
        pl.lit(value=False) if terms.seen_units is None else ~serving.is_in(sorted(terms.seen_units))
    )
    unit_problem = (
        pl.when(~stated.is_in(sorted(terms.unit_codes))).then(pl.lit("unit-unknown"))
        .when(stated != serving).then(pl.lit("unit-does-not-serve-commune"))
        .when(out_of_sight).then(pl.lit("unit-out-of-sight"))
    )  # fmt: skip
    given = pl.col("code").str.head(6)
    note = pl.when((given != serving) & given.is_in(sorted(terms.unit_codes))).then(
        pl.lit("code-given-by-another-unit")
    )
    return {
        "commune_code": cells.Read(commune, commune_problem, cells.NO_NOTE),
        "unit_code": cells.Read(serving, unit_problem, note),
    }


def _energy_reads(mapping: Mapping[str, str]) -> dict[str, cells.Read]:
    return {field: cells.whole_kwh(pl.col(field)) for field in _months(mapping)}


def _months(mapping: Mapping[str, str]) -> list[str]:
    return [field for field in mapping.values() if fields.month_of_field(field)]


def _found(read: pl.DataFrame, reads: Mapping[str, cells.Read]) -> list[pl.DataFrame]:
    """Findings of each field; fields in which nothing is wrong and nothing noted cost one look."""
    counts = read.select(
        *(pl.col(f"problem:{field}").count() for field in reads),
        *(pl.col(f"note:{field}").count() for field in reads),
    ).row(0, named=True)
    parts = []
    for field in reads:
        expected = pl.lit("whole kWh" if field.startswith("energy:") else EXPECTED.get(field), pl.String)
        if counts[f"problem:{field}"]:
            parts.append(
                errors(cells=read, field=field, problem=f"problem:{field}", found=field, expected=expected)
            )
        if counts[f"note:{field}"]:
            found = "code" if field == "unit_code" else field
            parts.append(notes(cells=read, field=field, note=f"note:{field}", found=found))
    return parts


def _relations(read: pl.DataFrame, terms: Terms) -> list[pl.DataFrame]:
    """What two cells of a row are to one another, and a cell to the day."""
    begins, ends = pl.col("value:contract_from"), pl.col("value:contract_until")
    wrong = {
        "contract_until": pl.when(ends <= begins).then(pl.lit("contract-ends-before-it-begins")),
        **{
            field: pl.when(pl.col(f"value:{field}") > terms.day).then(pl.lit("day-in-the-future"))
            for field in PAST_DAYS
        },
    }
    judged = read.with_columns(rule.alias(f"relation:{field}") for field, rule in wrong.items())
    expected = {"contract_until": pl.concat_str(pl.lit("> "), pl.col("contract_from"))}
    return [
        errors(
            cells=judged,
            field=field,
            problem=f"relation:{field}",
            found=field,
            expected=expected.get(field, pl.lit(f"<= {terms.day:%d/%m/%Y}")),
        )
        for field in wrong
        if judged[f"relation:{field}"].count()
    ]


def _customers(good: pl.DataFrame) -> pl.DataFrame:
    plain = [column.name for column in CUSTOMERS.columns if column.name not in ("search_key", "sort_key")]
    frame = good.select("row", **{field: pl.col(f"value:{field}") for field in plain})
    said = frame.select(
        pl.concat_str("code", "name", "address", "phone", separator=" ", ignore_nulls=True)
    ).to_series()
    return frame.with_columns(search_key=fold_column(said), sort_key=sort_key_column(frame["name"]))


def _energy(good: pl.DataFrame, mapping: Mapping[str, str]) -> pl.DataFrame:
    months = _months(mapping)
    if not months:
        return pl.DataFrame(schema={"row": pl.Int64, **ENERGY_TABLE.schema})
    parts = [
        good.select(
            "row",
            code="value:code",
            month=pl.lit(fields.month_of_field(field), pl.Date),
            energy_kwh=pl.col(f"value:{field}").cast(pl.Int64),
        )
        for field in months
    ]
    return pl.concat(parts)
