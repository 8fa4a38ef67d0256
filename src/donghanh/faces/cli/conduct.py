"""
`donghanh conduct`: announce and draw a round, verify its sample, read results, print a rating's address.

Reading needs no name; announcing and drawing need `--as USERNAME`. Exit status: 0 yes; 1 a sample that is
not the one its seed and frame give; 2 bad input or a refusal.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import click

from donghanh.adapters.conduct_proofs import ProofUnreadable, read_proof
from donghanh.engines.conduct import verify_sample
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import AS, JSON, actor_named, console, explained, say, table
from donghanh.faces.cli.staff import DAY


@click.group()
def conduct() -> None:
    """Inspections of conduct and ratings after contacts."""


@conduct.command()
@click.option("--surprise/--planned", "is_surprise", default=True, show_default=True)
@click.option("--from", "from_on", type=DAY, required=True, help="First day of inspections.")
@click.option("--until", "until_on", type=DAY, required=True, help="First day after them.")
@click.option("--offices", type=click.IntRange(min=0), default=0, help="Inspections of offices.")
@click.option("--crews", type=click.IntRange(min=0), default=0, help="Inspections of crews.")
@click.option("--chance-source", default="", help="Public number that will be mixed in at the draw.")
@AS
@JSON
@explained
def announce(
    is_surprise: bool, from_on: datetime, until_on: datetime, offices: int, crews: int, chance_source: str,
    username: str, as_json: bool,
) -> None:  # fmt: skip
    """Announce a round; prints the digest of its seed, never the seed."""
    from donghanh.apps.conduct import queries
    from donghanh.apps.conduct.operations import RoundAsked, announce_round
    from donghanh.engines.conduct import SEED_BYTES
    from donghanh.faces import clock

    asked = RoundAsked(is_surprise, from_on.date(), until_on.date(), offices, crews, chance_source)
    seed, actor = secrets.token_bytes(SEED_BYTES), actor_named(username)
    code = announce_round(actor=actor, asked=asked, seed=seed, at=clock.now())
    proof = queries.round_proof(actor=actor, code=code)
    told = [f"{code} is announced.", f"Digest of the seed: {proof.round.seed_commitment}"]
    say(proof, [*told, f"Digest of the frame: {proof.frame_digest}"], as_json)


@conduct.command()
@click.argument("code")
@click.option("--chance", default="", help="The public number that was announced.")
@AS
@JSON
@explained
def sample(code: str, chance: str, username: str, as_json: bool) -> None:
    """Draw the places and days of round CODE; a round that was drawn is shown as it was."""
    from donghanh.apps.conduct import queries
    from donghanh.apps.conduct.operations import draw_round
    from donghanh.faces import clock

    actor = actor_named(username)
    if queries.round_proof(actor=actor, code=code).round.state == "announced":
        draw_round(actor=actor, code=code, public_chance=chance, at=clock.now())
    found = queries.round_proof(actor=actor, code=code)
    rows = [[one.kind, str(one.position), one.reference, one.day.isoformat()] for one in found.sample]
    lines = table(["kind", "place", "reference", "day"], rows, left=frozenset({0, 2, 3}))
    say(found, [f"{code} is {found.round.state}; {len(rows)} to be seen by {username}.", *lines], as_json)


@conduct.command()
@click.argument("code", default="")
@click.option(
    "--file", "path", type=click.Path(exists=True, dir_okay=False), help="The JSON file that the page gives."
)
@JSON
@explained
def verify(code: str, path: str | None, as_json: bool) -> None:
    """Repeat the draw of round CODE, or of a proof in a file alone; exit 1 when it differs."""
    if bool(code) == bool(path):
        raise BadInput("Give a round's code, or --file with its proof; not both.")
    if path:
        _verify_file(path, as_json)
    from donghanh.apps.conduct.queries import round_proof

    found = round_proof(actor=console(), code=code)
    if found.holds is None:
        raise BadInput(f"{code} is {found.round.state}: its seed is secret until it is closed.")
    told = (
        [f"{code} holds: {len(found.sample)} places and days, as seed, chance and frame give."]
        if found.holds
        else [f"{one.rule}: kept {one.kept}, found {one.found}" for one in found.breaches]
    )
    say(found, told, as_json)
    raise SystemExit(0 if found.holds else 1)


@conduct.command()
@JSON
@explained
def watch(as_json: bool) -> None:
    """Tell what is due to be told now, as the job does: planned inspections, times that passed."""
    from donghanh.apps.conduct.operations import watch_conduct
    from donghanh.faces import clock

    count = watch_conduct(now=clock.now())
    say({"told": count}, [f"{count} were told; outside working hours nobody is."], as_json)


@conduct.command()
@click.option("--as-of", type=DAY, help="Last day whose events count; today when left out.")
@JSON
@explained
def figures(as_of: datetime | None, as_json: bool) -> None:
    """Inspections and findings of each unit by month, items that fail most, what comes again."""
    from donghanh.apps.conduct.queries import conduct_figures
    from donghanh.faces import clock

    found = conduct_figures(actor=console(), as_of=as_of.date() if as_of else clock.today())
    rows = [
        [one.unit, one.month, str(one.inspected), _percent(one.share_bp), str(one.findings),
         str(one.open_findings), str(one.late)]
        for one in found.months
    ]  # fmt: skip
    lines = table(
        ["unit", "month", "inspected", "points", "findings", "open", "late"], rows, left=frozenset({0, 1})
    )
    items = [f"{one.line.failed} of {one.line.applied} not met: {one.en}" for one in found.items[:10]]
    again = [f"{one.line.times} times in {one.line.unit}: {one.en}" for one in found.repeats]
    say(found, [*lines, *items, *again], as_json)


@conduct.command()
@click.option(
    "--from", "from_on", type=DAY, help="First day of invitations; the month's first when left out."
)
@click.option("--until", "until_on", type=DAY, help="First day after them; tomorrow when left out.")
@JSON
@explained
def results(from_on: datetime | None, until_on: datetime | None, as_json: bool) -> None:
    """Ratings of each unit with response rate and interval, and how its inspections stand."""
    from donghanh.apps.conduct import queries
    from donghanh.faces import clock

    today = clock.today()
    span = {
        "from_on": from_on.date() if from_on else today.replace(day=1),
        "until_on": until_on.date() if until_on else today + timedelta(days=1),
    }
    found = queries.unit_results(actor=console(), **span)
    inspected = queries.conduct_by_unit(actor=console(), day=today)
    lines = [_row(one) for one in (*found.lines, found.total)]
    heads = ["unit", "invited", "answered", "response", "satisfied", "95 % interval"]
    document = {"ratings": found, "inspections": inspected}
    told = [f"Ratings, {found.method}:", *table(heads, lines, left=frozenset({0}))]
    say(document, told, as_json)


@conduct.command()
@click.argument("kind", type=click.Choice(["request", "call", "counter", "field_visit", "partner"]))
@click.argument("contact")
@click.option("--unit", required=True, metavar="CODE")
@click.option("--customer", required=True, help="What tells customers apart: a code, or a telephone.")
@click.option("--staff", "username", default="", help="Who served.")
@JSON
@explained
def invite(kind: str, contact: str, unit: str, customer: str, username: str, as_json: bool) -> None:
    """Print the address at which a customer rates a contact, once; exit 1 when nobody is asked."""
    from donghanh.apps.conduct.operations import invite_rating
    from donghanh.faces import clock

    token = invite_rating(
        contact_kind=kind, contact_code=contact, channel="slip", unit_code=unit, staff_username=username,
        customer_key=customer, now=clock.now(),
    )  # fmt: skip
    path = f"/danh-gia/{token}/" if token else ""
    told = (
        path or "Nobody is asked: this contact or this customer was asked already, or staff serve themselves."
    )
    say({"path": path}, [told], as_json)
    raise SystemExit(0 if token else 1)


def _verify_file(path: str, as_json: bool) -> NoReturn:
    """Nothing but what is printed on the page of the round is used."""
    try:
        given = read_proof(text=Path(path).read_text(encoding="utf-8"))
    except (ProofUnreadable, UnicodeDecodeError) as reason:
        raise BadInput(f"{path}: {reason}") from reason
    breaches = verify_sample(**given)
    told = [f"{one.rule}: kept {one.kept}, found {one.found}" for one in breaches] or [
        f"{path} holds: {len(given['sampled'])} places and days, as seed, chance and frame give."
    ]
    document = {"holds": not breaches, "breaches": [asdict(one) for one in breaches]}
    say(document, told, as_json)
    raise SystemExit(1 if breaches else 0)


def _row(one: Any) -> list[str]:
    share = "too few" if one.is_too_few else _percent(one.satisfied_bp)
    interval = "" if one.is_too_few else f"{_percent(one.low_bp)} to {_percent(one.high_bp)}"
    counts = [str(one.invited), str(one.answered)]
    return [one.of or "all", *counts, _percent(one.response_bp), share, interval]


def _percent(basis_points: int | None) -> str:
    return "-" if basis_points is None else f"{basis_points // 100}.{basis_points % 100:02d}"
