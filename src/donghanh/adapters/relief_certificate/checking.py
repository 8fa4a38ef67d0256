"""Checks the folder of a certificate for an auditor: bytes, lists, law, equation, amounts and totals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from donghanh.adapters.relief_certificate.building import counts_of, equation_of, token_of
from donghanh.adapters.relief_certificate.recomputing import (
    Bases,
    CannotRecompute,
    read_releases,
    repriced_reliefs,
)
from donghanh.adapters.relief_certificate.shape import (
    FILES,
    FORMAT,
    LAW,
    LISTS,
    MANIFEST,
    RELEASES,
    CertificateProblem,
    ListUnreadable,
    NotACertificate,
    read_list,
    totals_of,
)
from donghanh.engines.reliefs import FINDINGS, Equation
from donghanh.kernel.months import NotAMonth, read_month
from donghanh.lawbook.documents import DocumentRefused, parse_document
from donghanh.lawbook.reliefs import check, frame_of_documents

NAMED = 20


@dataclass(frozen=True)
class Verdict:
    """
    What an auditor is told.

    digest   : SHA-256 of the manifest, to be compared with the one that the company recorded
    equation : null when the lists or the law cannot be read
    totals   : unit_code, category, relief, customers, kwh, gross_amount, relief_amount; null as above
    releases : digests of the laws by which bills were rated anew, to be compared with the published ones
    """

    relief_round: str
    month: str
    digest: str
    equation: Equation | None
    totals: pl.DataFrame | None
    problems: tuple[CertificateProblem, ...]
    releases: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.problems


def verify_certificate(*, folder: Path) -> Verdict:
    """
    Check a certificate from its bytes alone.

    raises : NotACertificate, when there is no folder, or no manifest of this format in it
    """
    manifest, raw = _manifest(folder)
    problems = list(_check_files(folder, manifest["files"]))
    lists, unreadable = _lists(folder)
    problems += unreadable
    reliefs, of_law = _law(folder, manifest)
    problems += of_law
    equation = totals = None
    if reliefs is not None and {"owed.csv", "paid.csv", "excused.csv"} <= set(lists):
        problems += _check_keys(lists)
    if reliefs is not None and not problems_of_reading(problems):
        totals = totals_of(lists["paid.csv"])
        problems += [*_check_lists(lists, reliefs, totals), *_check_bills(lists, reliefs)]
        try:
            equation = equation_of(lists, reliefs, _bases(folder, lists))
            problems += _check_equation(manifest, equation)
        except CannotRecompute as reason:
            problems.append(CertificateProblem("cannot-recompute", f"Bills or laws: {reason}"))
    digest = hashlib.sha256(raw).hexdigest()
    laws = lists["bills.csv"]["release"].unique().sort().to_list() if "bills.csv" in lists else []
    return Verdict(
        manifest["round"], manifest["month"], digest, equation, totals, tuple(problems), tuple(laws)
    )


def problems_of_reading(problems: list[CertificateProblem]) -> bool:
    """Whether something is missing without which there is nothing to compute."""
    return any(one.rule in ("file-missing", "list-unreadable", "list-repeats") for one in problems)


def stands_in(*, folder: Path, key: bytes, code: str) -> dict[str, bool]:
    """Say in which lists a customer stands, by name of list; for who holds the key."""
    token = token_of(key=key, code=code)
    lists, _ = _lists(folder)
    return {name: token in set(frame["token"]) for name, frame in lists.items() if "token" in frame.columns}


def _manifest(folder: Path) -> tuple[dict[str, Any], bytes]:
    path = folder / MANIFEST
    if not path.is_file():
        raise NotACertificate(f"{folder} holds no {MANIFEST}; expected the folder of a certificate.")
    raw = path.read_bytes()
    try:
        said = json.loads(raw)
        is_ours = said["format"] == FORMAT and {"round", "month", "files", "equation"} <= set(said)
        is_ours = is_ours and isinstance(said["files"], dict) and isinstance(said["equation"], dict)
        read_month(said["month"])
    except (ValueError, KeyError, TypeError, NotAMonth) as reason:
        raise NotACertificate(f"{path} is no manifest of a certificate: {reason}") from reason
    if not is_ours:
        raise NotACertificate(f"{path}: found format {said['format']!r}; expected {FORMAT!r} and its keys.")
    return said, raw


def _check_files(folder: Path, said: Mapping[str, str]) -> Iterator[CertificateProblem]:
    for name in sorted({*FILES, *said}):
        path = folder / name
        if name not in FILES:
            yield CertificateProblem("file-unknown", f"The manifest names {name}, which is no file of these.")
        elif not path.is_file():
            yield CertificateProblem("file-missing", f"{name} is missing.")
        elif (found := hashlib.sha256(path.read_bytes()).hexdigest()) != said.get(name):
            text = f"{name} was changed: its SHA-256 is {found}, the manifest says {said.get(name)}."
            yield CertificateProblem("file-changed", text)
    for path in sorted(folder.iterdir()):
        if path.name not in (*FILES, MANIFEST):
            yield CertificateProblem("file-unknown", f"{path.name} does not belong to a certificate.")


def _lists(folder: Path) -> tuple[dict[str, pl.DataFrame], list[CertificateProblem]]:
    lists: dict[str, pl.DataFrame] = {}
    problems: list[CertificateProblem] = []
    for name in LISTS:
        path = folder / name
        try:
            if path.is_file():
                lists[name] = read_list(name, path.read_bytes())
        except ListUnreadable as reason:
            problems.append(CertificateProblem("list-unreadable", str(reason)))
    return lists, problems


def _law(folder: Path, manifest: Mapping[str, Any]) -> tuple[pl.DataFrame | None, list[CertificateProblem]]:
    path = folder / LAW
    if not path.is_file():
        return None, []
    try:
        document = parse_document(text=path.read_bytes().decode(), path=Path(LAW))
    except (DocumentRefused, UnicodeDecodeError) as reason:
        return None, [CertificateProblem("law-unreadable", str(reason))]
    if found := check([document]):
        return None, [CertificateProblem("law-unreadable", str(one)) for one in found]
    reliefs, _ = frame_of_documents([document])
    month = read_month(manifest["month"])
    of_month = reliefs.filter((pl.col("from_month") <= month) & (pl.col("until_month") > month))
    if set(reliefs["round"]) != {manifest["round"]} or of_month.is_empty():
        text = f"{LAW} has no group of round {manifest['round']} for {manifest['month']}."
        return None, [CertificateProblem("law-of-another-round", text)]
    return of_month.filter("is_enabled"), []


def _bases(folder: Path, lists: Mapping[str, pl.DataFrame]) -> Bases:
    bills = lists["bills.csv"].rename({"token": "code"})
    if bills["bill"].is_duplicated().any():
        raise CannotRecompute("bills.csv has a number twice.")
    releases = read_releases((folder / RELEASES).read_bytes())
    return Bases(bills, lists["usage.csv"], lists["quotas.csv"], releases)


def _check_bills(lists: Mapping[str, pl.DataFrame], reliefs: pl.DataFrame) -> Iterator[CertificateProblem]:
    """Bills are there of whoever was given such a reduction, and of nobody else."""
    repriced = lists["paid.csv"].filter(pl.col("relief").is_in(repriced_reliefs(reliefs)))
    strange = lists["bills.csv"].join(repriced, on=["token", "category"], how="anti")
    if not strange.is_empty():
        text = f"bills.csv: {strange.height} rows of customers who were given no such reduction."
        yield CertificateProblem("bill-of-nobody", text)


def _check_keys(lists: Mapping[str, pl.DataFrame]) -> Iterator[CertificateProblem]:
    for name in ("owed.csv", "paid.csv", "excused.csv"):
        if (again := lists[name].select("token", "relief").is_duplicated().sum()) > 0:
            yield CertificateProblem("list-repeats", f"{name}: {again} rows name the same customer again.")


def _check_equation(manifest: Mapping[str, Any], equation: Equation) -> Iterator[CertificateProblem]:
    for row in equation.findings.head(NAMED).iter_rows(named=True):
        amounts = "" if row["expected_amount"] is None else (
            f" Found {row['found_amount']} đồng, expected {row['expected_amount']}."
        )  # fmt: skip
        text = f"{row['code'][:16]}… {row['relief']}: {FINDINGS[row['rule']]}{amounts}"
        yield CertificateProblem(row["rule"], text)
    if (more := equation.findings.height - NAMED) > 0:
        yield CertificateProblem("more-findings", f"{more} more findings of these sorts.")
    for name, computed in counts_of(equation).items():
        if manifest["equation"].get(name) != computed:
            text = f"{name}: the lists make {computed}, the manifest says {manifest['equation'].get(name)}."
            yield CertificateProblem("equation-differs", text)


def _check_lists(
    lists: Mapping[str, pl.DataFrame], reliefs: pl.DataFrame, totals: pl.DataFrame
) -> Iterator[CertificateProblem]:
    columns = list(LISTS["totals.csv"])
    if not totals.select(columns).sort(columns).equals(lists["totals.csv"]):
        yield CertificateProblem("totals-differ", "totals.csv is not the sum of paid.csv.")
    for name in ("owed.csv", "paid.csv"):
        strange = lists[name].join(reliefs, on=["relief", "category"], how="anti")
        if not strange.is_empty():
            relief, category = strange.row(0, named=True)["relief"], strange.row(0, named=True)["category"]
            text = f"{name}: {relief} for {category} is not in the law of the month; {strange.height} rows."
            yield CertificateProblem("group-not-in-law", text)
