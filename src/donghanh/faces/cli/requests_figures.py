"""`donghanh requests indicators|electronic|load|incidents|calls`: figures, and the call centre's log."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, day_of, explained, say, table
from donghanh.faces.cli.requests import AS, asked_by, requests
from donghanh.faces.cli.requests_telling import figure_lines, share_lines
from donghanh.faces.cli.staff import DAY
from donghanh.kernel.months import month_of, next_month

FROM = click.option("--from", "from_on", type=DAY, help="First day of receipt; without it of the month.")
UNTIL = click.option("--until", "until_on", type=DAY, help="First day outside; without it of the next month.")
COLUMNS = ("call_id", "unit", "rang_at", "answered_at")


@requests.command()
@click.option("--on", type=DAY, help="As of the end of this day; without it the product's day.")
@FROM
@UNTIL
@click.option("--unit", default="", metavar="CODE")
@AS
@JSON
@explained
def indicators(
    on: datetime | None, from_on: datetime | None, until_on: datetime | None, unit: str, username: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """On time by service, unit and channel, with the tail and the worst, as of any day."""
    from donghanh.apps.requests import queries

    day = day_of(on)
    start = from_on.date() if from_on else month_of(day)
    until = until_on.date() if until_on else next_month(month_of(day))
    found = queries.indicators(
        actor=asked_by(username), on=day, from_on=start, until_on=until, unit_code=unit
    )
    say(found, figure_lines(found), as_json)


@requests.command()
@FROM
@UNTIL
@AS
@JSON
@explained
def electronic(
    from_on: datetime | None, until_on: datetime | None, username: str | None, as_json: bool
) -> None:  # fmt: skip
    """The share of electronic requests by unit and month."""
    from donghanh.apps.requests import queries

    month = month_of(day_of(None))
    start = from_on.date() if from_on else month
    until = until_on.date() if until_on else next_month(month)
    found = queries.electronic_share(actor=asked_by(username), from_on=start, until_on=until)
    say(found, share_lines(found), as_json)


@requests.command()
@click.option("--unit", default="", metavar="CODE")
@AS
@JSON
@explained
def load(unit: str, username: str | None, as_json: bool) -> None:
    """What each person has in hand, the least loaded first."""
    from donghanh.apps.requests import queries
    from donghanh.faces import clock

    found = queries.load_by_person(actor=asked_by(username), now=clock.now(), unit_code=unit)
    rows = [
        (one.username, one.unit_code or "-", *map(str, (one.open_count, one.late_count, one.today_count)))
        for one in found
    ]
    say(found, table(("who", "unit", "open", "late", "today"), rows, left=frozenset({0, 1})), as_json)


@requests.command()
@click.option("--all", "is_all", is_flag=True, help="Those that are over too.")
@AS
@JSON
@explained
def incidents(is_all: bool, username: str | None, as_json: bool) -> None:
    """Incidents, the latest first, with how many cases speak of each."""
    from donghanh.apps.requests import queries
    from donghanh.faces import clock

    found = queries.incidents(actor=asked_by(username), now=clock.now(), is_open=None if is_all else True)
    rows = [(one.code, one.unit_code, str(one.case_count), one.title) for one in found]
    say(found, table(("code", "unit", "cases", "what"), rows, left=frozenset({0, 1, 3})), as_json)


@requests.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS
@JSON
@explained
def calls(file: Path, username: str | None, as_json: bool) -> None:
    """Keep the calls of the log FILE (CSV: call_id, unit, rang_at, answered_at); known ones stay."""
    from donghanh.apps.requests import operations
    from donghanh.faces import clock

    told = _log(file)
    new = operations.record_calls(actor=asked_by(username), calls=told, source=file.name, now=clock.now())
    say({"rows": len(told), "new": new}, [f"{new} of {len(told)} calls are new."], as_json)


def _log(file: Path):  # type: ignore[no-untyped-def]
    from donghanh.apps.requests.operations import CallTold

    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
            raise BadInput(f"{file.name} lacks the columns {', '.join(missing)}.")
        return [
            CallTold(
                row["call_id"], row["unit"], _moment(row["rang_at"], file),
                _moment(row["answered_at"], file) if row["answered_at"] else None,
            )
            for row in reader
        ]  # fmt: skip


def _moment(text: str, file: Path) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as reason:
        raise BadInput(f"{file.name}: {text!r} is no instant such as 2021-12-20T09:00:05+07:00.") from reason
