"""
`donghanh confirmations`: draw a round of questions, read its results, verify its sample.

Reading needs no name; drawing and moving a round need `--as USERNAME`. Exit status: 0 yes; 1 a sample that is
not the one its seed and frame give; 2 bad input or a refusal.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from donghanh.adapters.whole_files import write_whole
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import (
    AS,
    AS_OF,
    CAMPAIGN,
    JSON,
    actor_named,
    campaign_code,
    console,
    day_of,
    explained,
    say,
    table,
)


@click.group()
def confirmations() -> None:
    """Rounds of questions to beneficiaries: drawn, counted, verified."""


@confirmations.command()
@CAMPAIGN
@AS
@JSON
@explained
def draw(campaign: str | None, username: str, as_json: bool) -> None:
    """Freeze what was delivered and draw whom to ask; prints the hash of the seed, never the seed."""
    from donghanh.apps.programmes.operations.confirming import draw_round
    from donghanh.apps.programmes.queries.confirmations import round_card
    from donghanh.engines.confirmations import SEED_BYTES
    from donghanh.faces import clock

    code, actor = campaign_code(campaign, day=day_of(None)), actor_named(username)
    number = draw_round(actor=actor, campaign_code=code, seed=secrets.token_bytes(SEED_BYTES), at=clock.now())
    card = round_card(actor=actor, campaign_code=code, number=number)
    told = f"Round {number}: {card.sampled} of {card.delivered} delivered benefits are asked."
    say(card, [told, f"Hash of the seed: {card.seed_commitment}"], as_json)


@confirmations.command()
@click.argument("number", type=int)
@click.argument("move", type=click.Choice(["begin", "close", "make_void"]))
@click.option("--why", default="", help="Needed to make a round void.")
@CAMPAIGN
@AS
@JSON
@explained
def step(number: int, move: str, why: str, campaign: str | None, username: str, as_json: bool) -> None:
    """Begin a round, close it, or make it void."""
    from donghanh.apps.programmes.operations.confirming import move_round
    from donghanh.faces import clock

    code = campaign_code(campaign, day=day_of(None))
    state = move_round(
        actor=actor_named(username), campaign_code=code, number=number, move=move, why=why, at=clock.now()
    )
    say({"campaign": code, "number": number, "state": state}, [f"Round {number} is {state}."], as_json)


@confirmations.command()
@click.argument("number", type=int, required=False)
@CAMPAIGN
@AS_OF
@JSON
@explained
def results(number: int | None, campaign: str | None, as_of: datetime | None, as_json: bool) -> None:
    """Results of round NUMBER; without it, what all rounds closed by a day found."""
    from donghanh.apps.programmes.queries import confirmation_results as queries

    day = day_of(as_of)
    code = campaign_code(campaign, day=day)
    if number is None:
        facts = queries.confirmation_facts(actor=console(), campaign_code=code, as_of=day)
        lines = [facts["total"], *facts["activities"]]
        say({"campaign": code, "as_of": day, **facts}, _rows(lines), as_json)
        return
    found = queries.round_results(actor=console(), campaign_code=code, number=number)
    say(found, _rows([vars(one) for one in (found.total, *found.activities, *found.units)]), as_json)


@confirmations.command()
@click.argument("number", type=int)
@CAMPAIGN
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write seed, frame and sample here."
)
@JSON
@explained
def verify(number: int, campaign: str | None, out: Path | None, as_json: bool) -> None:
    """Repeat a round's sample from its seed and frame; exit 1 when it differs."""
    from donghanh.apps.programmes.queries.confirmations import proof

    code = campaign_code(campaign, day=day_of(None))
    found = proof(actor=console(), campaign_code=code, number=number)
    if out is not None:
        _write(out, found)
    document = {
        "campaign": code, "number": number, "holds": found.holds, "seed": found.seed,
        "seed_commitment": found.seed_commitment, "frame_digest": found.frame_digest,
        "delivered": len(found.frame), "sample": found.sample, "breaches": found.breaches,
    }  # fmt: skip
    told = (
        [f"Round {number} holds: {len(found.sample)} of {len(found.frame)}, as its seed and frame give."]
        if found.holds
        else [f"{one.rule}: kept {one.kept}, found {one.found}" for one in found.breaches]
    )
    say(document, told, as_json)
    raise SystemExit(0 if found.holds else 1)


def _write(out: Path, found: Any) -> None:
    if out.exists():
        raise BadInput(f"{out} is there already. Name another file.")
    names = (
        "seed",
        "seed_commitment",
        "frame_digest",
        "share_percent",
        "least_per_stratum",
        "frame",
        "sample",
    )
    text = json.dumps({name: getattr(found, name) for name in names}, ensure_ascii=False, indent=1)
    write_whole(path=out, content=(text + "\n").encode())


def _rows(lines: list[dict[str, Any]]) -> list[str]:
    heads = ["of", "delivered", "drawn", "asked", "answered", "response", "satisfied", "95 %", "not received"]
    rows = [
        [
            one["code"] or "all", str(one["delivered"]), str(one["sampled"]), str(one["asked"]),
            str(one["answered"]), _percent(one["response_bp"]),
            "too few" if one["is_too_few"] else _percent(one["satisfied_bp"]),
            "" if one["is_too_few"] else f"{_percent(one['low_bp'])} to {_percent(one['high_bp'])}",
            str(one["not_received"]),
        ]
        for one in lines
    ]  # fmt: skip
    return table(heads, rows, left=frozenset({0}))


def _percent(basis_points: int | None) -> str:
    return "-" if basis_points is None else f"{basis_points // 100}.{basis_points % 100:02d}"
