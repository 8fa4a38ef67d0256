"""
Reads a file once, checks every row, and spools the clean ones to disk in the order of the file.

Findings are counted all and kept the first of each rule; what is new, the same or changed is counted too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import Chunk, Sheet, Trouble
from donghanh.apps.customers.bridge.checks import check_chunk
from donghanh.apps.customers.bridge.known import changed_columns, known_customers, known_ids, tell_apart
from donghanh.apps.customers.models import ImportFile
from donghanh.engines.intake import fields
from donghanh.engines.intake.customers import Terms
from donghanh.engines.intake.findings import FINDINGS, FOUND_LENGTH
from donghanh.engines.intake.repeats import repeated_rows

KEPT_A_RULE = 500
NOTES = ("blank-row",)


@dataclass
class Gathered:
    """What has come together so far of one file."""

    spool: Path
    row_count: int = 0
    parts: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[pl.DataFrame] = field(default_factory=list)
    keys: list[pl.DataFrame] = field(default_factory=list)
    bad_rows: list[pl.Series] = field(default_factory=list)

    @property
    def error_count(self) -> int:
        return sum(count for (severity, _), count in self.counts.items() if severity == "error")

    def keep(self, findings: pl.DataFrame) -> None:
        """Count all findings, and keep the first ones of each rule."""
        by_rule = findings.group_by("severity", "rule").agg(pl.col("count").sum())
        room = {key: KEPT_A_RULE - self.counts[key] for key in by_rule.select("severity", "rule").iter_rows()}
        for severity, rule, count in by_rule.iter_rows():
            if severity == "note" or room[severity, rule] > 0:
                chosen = findings.filter((pl.col("severity") == severity) & (pl.col("rule") == rule))
                self.findings.append(chosen if severity == "note" else chosen.head(room[severity, rule]))
            self.counts[severity, rule] += count

    def kept_findings(self) -> pl.DataFrame:
        """Errors as they were kept, and one note for each rule and field over the whole file."""
        findings = pl.concat([FINDINGS.empty(), *self.findings])
        notes = findings.filter(pl.col("severity") == "note")
        merged = notes.group_by("severity", "rule", "field", maintain_order=True).agg(
            pl.col("row", "found", "expected").first(), pl.col("count").sum()
        )
        errors = findings.filter(pl.col("severity") == "error").sort("row", maintain_order=True)
        return pl.concat([errors, merged.select(findings.columns)])

    def drop(self, rows: pl.Series) -> None:
        """Leave rows out of the load that were spooled before they were found to be bad."""
        self.bad_rows.append(rows.cast(pl.Int64))

    def clean(self) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Give the spooled pairs of customers and energy, without the rows left out."""
        bad = pl.concat([pl.Series("row", [], dtype=pl.Int64), *self.bad_rows]).implode()
        for part in range(self.parts):
            customers, energy = (
                pl.read_ipc(self.spool / f"{what}-{part}.arrow").filter(~pl.col("row").is_in(bad))
                for what in ("customers", "energy")
            )
            yield customers.drop("row"), energy.drop("row")


def check_file(
    *, row: ImportFile, path: Path, spool: Path, terms: Terms, report: Callable[[Gathered, Sheet], None]
) -> Gathered:
    """
    Check a whole file into `spool`.

    report : called after each chunk
    raises : CannotReadSpreadsheet
    """
    sheet = open_spreadsheet(path=path, name=row.file_name, known=fields.known_names())
    gathered = Gathered(spool)
    for chunk in sheet.chunks:
        _check_chunk(gathered, chunk, row, terms)
        report(gathered, sheet)
    _check_repeats(gathered, row)
    if row.content == "energy":
        _check_known(gathered)
    return gathered


def compare_with_kept(*, gathered: Gathered) -> dict[str, object]:
    """Count the clean customers that are new, the same as kept, changed, and the columns that differ."""
    counts: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for customers, energy in gathered.clean():
        incoming = customers.rename({"unit_code": "unit_id", "commune_code": "commune_id"})
        kept = known_customers(codes=incoming["code"])
        new, same, changed = tell_apart(incoming=incoming, kept=kept)
        counts.update(new=new.height, same=same.height, changed=changed.height, energy_rows=energy.height)
        if changed.height:
            columns.update(changed_columns(changed=changed, kept=kept))
    return {
        **{name: counts[name] for name in ("new", "same", "changed", "energy_rows")},
        "columns": dict(columns),
    }


def _check_chunk(gathered: Gathered, chunk: Chunk, row: ImportFile, terms: Terms) -> None:
    troubles = _as_findings(chunk.troubles, row.mapping)
    hard = troubles.filter(pl.col("severity") == "error")
    checked = check_chunk(rows=chunk.rows, mapping=row.mapping, content=row.content, terms=terms)
    gathered.row_count += chunk.rows.height + _whole_rows(chunk)
    gathered.keep(troubles)
    gathered.keep(checked.findings)
    gathered.drop(hard["row"].drop_nulls())
    gathered.keys.append(_keys(checked, row.content))
    checked.customers.write_ipc(gathered.spool / f"customers-{gathered.parts}.arrow")
    checked.energy.write_ipc(gathered.spool / f"energy-{gathered.parts}.arrow")
    gathered.parts += 1


def _keys(checked, content: str) -> pl.DataFrame:  # type: ignore[no-untyped-def]
    if content == "energy":
        return checked.energy.select("row", "code", "month")
    return checked.customers.select("row", "code")


def _whole_rows(chunk: Chunk) -> int:
    """Rows that are in no frame because their width was wrong."""
    read = set(chunk.rows["row"])
    return sum(1 for trouble in chunk.troubles if trouble.rule == "row-width" and trouble.row not in read)


def _as_findings(troubles: object, mapping: dict[str, str]) -> pl.DataFrame:
    listed: list[Trouble] = list(troubles)  # type: ignore[call-overload]
    rows = [
        (
            "note" if one.rule in NOTES else "error",
            one.rule,
            one.row,
            mapping.get(one.column or "") or one.column,
            one.found[:FOUND_LENGTH],
            one.expected,
            1,
        )
        for one in listed
        # A column that is left out may hold what it likes.
        if one.column is None or mapping.get(one.column)
    ]
    return pl.DataFrame(rows, schema=FINDINGS.schema, orient="row")


def _check_repeats(gathered: Gathered, row: ImportFile) -> None:
    by = ["code", "month"] if row.content == "energy" else ["code"]
    if not gathered.keys:
        return
    repeated = repeated_rows(keys=pl.concat(gathered.keys), by=by)
    gathered.keep(repeated)
    gathered.drop(repeated["row"])


def _check_known(gathered: Gathered) -> None:
    if not gathered.keys:
        return
    keys = pl.concat(gathered.keys)
    known = known_ids(codes=keys["code"].unique())
    strange = keys.join(known, on="code", how="anti").select(
        severity=pl.lit("error"),
        rule=pl.lit("customer-unknown"),
        row="row",
        field=pl.lit("code"),
        found="code",
        expected=pl.lit(None, pl.String),
        count=pl.lit(1, pl.Int64),
    )
    gathered.keep(strange)
    gathered.drop(strange["row"])
