"""Checks rows of a long energy file: one customer and one month a row."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from donghanh.engines.intake import cells
from donghanh.engines.intake.customers import Checked, Terms
from donghanh.engines.intake.findings import errors, notes, together
from donghanh.kernel.customer_tables import CUSTOMERS
from donghanh.kernel.identifiers import customer_code_problems


def check_energy(*, rows: pl.DataFrame, mapping: Mapping[str, str], terms: Terms) -> Checked:
    """
    Check some rows of an energy file with the columns code, month, energy_kwh.

    rows    : row [number in the file], and one text column a header; blanks are null
    returns : Checked without customers
    """
    columns = {field: name for name, field in mapping.items() if field in ("code", "month", "energy_kwh")}
    told = rows.select("row", **{field: pl.col(name) for field, name in columns.items()})
    told = told.with_columns(code=pl.col("code").str.to_uppercase().str.replace_all(r"[\s.\-]", ""))
    month, energy = cells.month(pl.col("month")), cells.whole_kwh(pl.col("energy_kwh"))
    read = told.with_columns(
        customer_code_problems(told["code"], unit_codes=terms.unit_codes).alias("problem:code"),
        month.problem.alias("problem:month"),
        energy.problem.alias("problem:energy_kwh"),
        energy.note.alias("note:energy_kwh"),
        month.value.alias("value:month"),
        energy.value.alias("value:energy_kwh"),
    )
    found = [
        errors(cells=read, field=field, problem=f"problem:{field}", found=field, expected=pl.lit(expected))
        for field, expected in (("code", "PA01ND0000001"), ("month", "2021-01"), ("energy_kwh", "whole kWh"))
    ]
    findings = together(
        [*found, notes(cells=read, field="energy_kwh", note="note:energy_kwh", found="energy_kwh")]
    )
    broken = findings.filter(pl.col("severity") == "error")["row"].unique()
    good = read.filter(~pl.col("row").is_in(broken.implode()))
    clean = good.select(
        "row", "code", month="value:month", energy_kwh=pl.col("value:energy_kwh").cast(pl.Int64)
    )
    return Checked(pl.DataFrame(schema={"row": pl.Int64, **CUSTOMERS.schema}), clean, findings)
