"""`donghanh relief certify` and `verify`: the two-sided proof of a round and month, made and checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from donghanh.faces.cli.full_disk import disk_full_sentence
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, explained, say, table
from donghanh.faces.cli.relief import ACTOR, MONTH, ROUND, asked_by, month_of, relief

if TYPE_CHECKING:
    from donghanh.adapters.relief_certificate import Verdict
    from donghanh.engines.reliefs import Equation


@relief.command()
@ROUND
@MONTH
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="A new folder.")
@ACTOR
@JSON
@explained
def certify(relief_round: str, month_text: str, folder: Path, username: str | None, as_json: bool) -> None:
    """
    Make the certificate of a round and bill month, from the database.

    The key of its tokens is written beside the folder, as OUT.key: keep it in the company. Exit status 1 when
    the certificate does not hold; it is written all the same, and says so.
    """
    from donghanh.adapters.relief_certificate import NotACertificate, write_certificate
    from donghanh.adapters.whole_files import write_whole
    from donghanh.apps.reliefs.operations import make_certificate
    from donghanh.faces import clock

    made = make_certificate(
        actor=asked_by(username), relief_round=relief_round, month=month_of(month_text), at=clock.now()
    )
    key = folder.with_name(f"{folder.name}.key")
    had_key = key.exists()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path=key, content=made.key, may_replace=True, mode=0o600)
        write_certificate(files=made.files, folder=folder)
    except (NotACertificate, OSError) as reason:
        if not had_key:
            key.unlink(missing_ok=True)
        raise BadInput(disk_full_sentence(reason) or str(reason)) from reason
    findings = made.equation.findings.to_dicts()
    document = {
        "holds": made.equation.holds, "digest": made.digest, "equation": _counts(made.equation),
        "findings": findings,
    }  # fmt: skip
    lines = [
        *_equation_lines(made.equation),
        *(f"{one['rule']}: {one['code'][:16]}… {one['relief']}" for one in findings[:20]),
        f"{folder}: digest {made.digest}, key of the tokens in {key}.",
    ]
    say(document, lines, as_json)
    if not made.equation.holds:
        sys.exit(1)


@relief.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--digest", default="", help="That the company recorded; another one is found.")
@click.option("--customer", default="", help="Whether this customer code stands in the lists; needs --key.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Of the tokens.")
@JSON
def verify(folder: Path, digest: str, customer: str, key: Path | None, as_json: bool) -> None:
    """Check the certificate in FOLDER without a database; exit status 1 when something does not hold."""
    from donghanh.adapters.relief_certificate import NotACertificate, verify_certificate

    if bool(customer) != bool(key):
        raise BadInput("--customer and --key belong together.")
    try:
        told = verify_certificate(folder=folder)
    except (NotACertificate, OSError) as reason:
        raise BadInput(str(reason)) from reason
    problems = [(one.rule, one.text) for one in told.problems]
    if digest and digest != told.digest:
        problems.append(("digest-differs", f"The manifest's digest is {told.digest}, expected {digest}."))
    stands = _stands(folder, key, customer) if key else None
    say(_document(told, problems, stands), _lines(told, problems, stands), as_json)
    if problems:
        sys.exit(1)


def _stands(folder: Path, key: Path, customer: str) -> dict[str, bool]:
    from donghanh.adapters.relief_certificate.checking import stands_in

    return stands_in(folder=folder, key=key.read_bytes(), code=customer.strip().upper())


def _document(
    told: Verdict, problems: list[tuple[str, str]], stands: dict[str, bool] | None
) -> dict[str, Any]:
    return {
        "round": told.relief_round,
        "month": told.month,
        "digest": told.digest,
        "holds": not problems,
        "equation": _counts(told.equation) if told.equation else None,
        "totals": told.totals.to_dicts() if told.totals is not None else None,
        "releases": list(told.releases),
        "problems": [{"rule": rule, "text": text} for rule, text in problems],
        "customer_stands_in": stands,
    }


def _lines(told: Verdict, problems: list[tuple[str, str]], stands: dict[str, bool] | None) -> list[str]:
    lines = [f"{told.relief_round} {told.month}, digest {told.digest}"]
    if told.equation is not None and told.totals is not None:
        rows = [
            tuple(map(str, row)) for row in told.totals.sort("unit_code", "category", "relief").iter_rows()
        ]
        lines += table(tuple(told.totals.columns), rows, left=frozenset({0, 1, 2}))
        lines += _equation_lines(told.equation)
    lines += [f"law of repriced bills: {digest}" for digest in told.releases]
    lines += [f"{rule}: {text}" for rule, text in problems]
    lines += [f"{name}: {'yes' if there else 'no'}" for name, there in (stands or {}).items()]
    return [*lines, "The certificate does NOT hold." if problems else "The certificate holds."]


def _equation_lines(told: Equation) -> list[str]:
    lines = [
        (
            f"entitled {told.entitled_count} = paid {told.paid_entitled_count} + named reason "
            f"{told.excused_count} + left out {told.omitted_count}"
        ),
        (
            f"paid {told.paid_count} = entitled {told.paid_entitled_count} + not entitled "
            f"{told.unentitled_count}; {told.paid_amount} đồng"
        ),
    ]
    if told.unchecked_count:
        lines.append(f"{told.unchecked_count} amounts could not be computed: their bills are missing.")
    return lines


def _counts(told: Equation) -> dict[str, int]:
    from donghanh.adapters.relief_certificate.building import counts_of

    return counts_of(told)
