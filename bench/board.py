"""
The board's page in the server, with 650,000 customers loaded: at a campaign's real size, and ten times it.

In a database of its own on the embedded server (dropped at the end), customers of the synthetic province
are loaded and two thousand benefits with their moves are written, then twenty thousand. First the board
must say what a plain SQL count says. Then, best of several rounds:

  page     the board's page as a signed-in director gets it, through Django's test client. Limits: 15 queries,
           300 ms at a campaign's size (the article's plan is 300 gifts and works, and masks by the commune)
  query    the board's figures alone, without the page
  bare     the SQL that the page made, sent again and fetched, and nothing else: the base of the ratios

The page also judges, and writes 200 kB of HTML; its ratio to the bare queries has a limit where the
queries are most of the work, at twenty thousand benefits. Run: python bench/board.py [--customers N] [--keep]
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
from common import Row, best_of, close, insist_equal, rows_against

CAMPAIGN = "tri-an-khach-hang-2021"
DAY = date(2021, 12, 20)
NOW = datetime(2021, 12, 20, 2, 0, tzinfo=UTC)
CAMPAIGN_SIZE, GREAT_SIZE = 2_000, 20_000
QUERIES, PAGE_SECONDS, GREAT_RATIO = 15, 0.300, 4.0
PATH = ("nominate", "check", "verify", "approve", "allot", "schedule", "deliver", "confirm_receipt")
STATES = ("nominated", "checked", "verified", "approved", "allotted", "scheduled", "delivered", "received")
STAGES = ("nominated", "approved", "delivered", "received")
COUNTED = """
WITH last AS (
    SELECT DISTINCT ON (benefit_id) benefit_id, to_state FROM programmes_benefitmove
    WHERE "on" <= %(day)s ORDER BY benefit_id, id DESC
)
SELECT activity.code, benefit.unit_id, {stages}
FROM last JOIN programmes_benefit AS benefit ON benefit.id = last.benefit_id
JOIN programmes_activity AS activity ON activity.id = benefit.activity_id
GROUP BY 1, 2 ORDER BY 1, 2
"""


@contextmanager
def database_of_its_own(*, keep: bool) -> Iterator[str]:
    """Make an empty database beside the product's own and point the settings at it."""
    import psycopg

    from donghanh.adapters import embedded_postgres
    from donghanh.adapters.environment import ENVIRONMENT

    cluster = embedded_postgres.ensure_running(home=ENVIRONMENT.home / "postgres")
    name = f"bench_{os.getpid()}"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{cluster.url.rsplit('/', 1)[0]}/{name}"
    finally:
        _close_connections()
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            print(f"database {name} kept") if keep else connection.execute(f'DROP DATABASE "{name}"')


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def open_house(url: str) -> None:
    """Set Django up on the database and make its tables."""
    os.environ |= {
        "DATABASE_URL": url,
        "DONGHANH_POOL": "0",
        "DONGHANH_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "donghanh.project.settings",
    }
    # The environment is read once, when it is first imported: above, for the embedded server's folder.
    for module in [name for name in sys.modules if name == "donghanh.adapters.environment"]:
        del sys.modules[module]
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


def furnish(customers: int) -> None:
    """Load units, staff, customers without their energy (no board reads it), and the campaign."""
    from donghanh.apps.customers.operations import load_customers
    from donghanh.apps.organisation import operations as organisation
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook
    from donghanh.faces.clock import real_now
    from donghanh.world.province import World

    console = console_actor()
    organisation.load_reference(actor=console, at=NOW)
    organisation.set_product_clock(actor=console, at=NOW, real_now=real_now())
    organisation.add_staff(actor=console, username="director", full_name="Giám đốc", password=None, at=NOW)
    organisation.grant_role(
        actor=console, username="director", role="director", from_on=date(2021, 1, 1), at=NOW
    )
    chunks = World(customers=customers, seed=2021).chunks()
    frames = ((chunk.customers, chunk.energy.clear()) for chunk in chunks)
    loaded = load_customers(actor=console, frames=frames, at=NOW, source="bench")
    open_campaign_of_lawbook(actor=director(), code=CAMPAIGN, at=NOW)
    print(f"{loaded.customers:,} customers loaded")


def director() -> object:
    """The one who looks at the board."""
    from donghanh.apps.organisation import queries

    return queries.actor_named(username="director", on=DAY)


def promise(count: int, dice: np.random.Generator) -> int:
    """Write benefits and their moves straight into the tables; answers the number of moves."""
    from django.db import connection

    from donghanh.apps.customers.bridge.copying import copy_in

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM programmes_benefit")
        first = cursor.fetchone()[0] + 1
        cursor.execute("SELECT id FROM programmes_activity WHERE method <> 'measure' ORDER BY id")
        activities = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT code FROM organisation_unit WHERE kind = 'unit' ORDER BY code")
        units = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT id FROM organisation_staff LIMIT 1")
        staff = cursor.fetchone()[0]
    ids = pl.int_range(first, first + count, eager=True)
    steps = dice.integers(1, len(PATH) + 1, count)
    benefits = pl.DataFrame(
        {
            "id": ids,
            "reference": [f"B-{number:07d}" for number in ids],
            "activity_id": dice.choice(activities, count),
            "unit_id": dice.choice(units, count),
            "quantity": dice.integers(1, 4, count),
            "state": [STATES[step - 1] for step in steps],
        }
    ).with_columns(
        beneficiary_kind=pl.lit("household"), beneficiary_name=pl.lit("Hộ"), search_key=pl.lit("ho"),
        sort_key=pl.lit("ho"), customer_code=pl.lit(""), commune_code=pl.lit(""), address=pl.lit(""),
        phone=pl.lit(""), social_class=pl.lit(""), origin=pl.lit("nomination"), origin_facts=pl.lit("{}"),
    )  # fmt: skip
    moves = _moves(ids, steps, dice, staff)
    copy_in(table="programmes_benefit", frame=benefits)
    copy_in(table="programmes_benefitmove", frame=moves)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE programmes_benefit; ANALYZE programmes_benefitmove")
    return moves.height


def _moves(ids: pl.Series, steps: np.ndarray, dice: np.random.Generator, staff: int) -> pl.DataFrame:
    """Each benefit's moves in order, some days apart; some lie after the day that is looked at."""
    rows = np.repeat(np.arange(len(ids)), steps)
    number = np.arange(len(rows)) - np.repeat(np.cumsum(steps) - steps, steps)
    began = dice.integers(0, 8, len(ids))[rows]
    days = began + np.repeat(dice.integers(1, 5, len(ids)), steps) * number
    on = pl.Series(np.datetime64("2021-12-01") + days).cast(pl.Date)
    visit = (on + timedelta(days=3)).dt.strftime("%Y-%m-%d")
    scheduled = pl.concat_str(pl.lit('{"scheduled_on": "'), visit, pl.lit('"}'))
    kinds = pl.Series(PATH).gather(number), pl.Series(STATES).gather(number)
    moves = pl.DataFrame({"benefit_id": ids.gather(rows), "move": kinds[0], "to_state": kinds[1], "on": on})
    return moves.with_columns(
        from_state=pl.Series(("", *STATES)).gather(number), by_id=pl.lit(staff),
        as_role=pl.lit("unit_officer"), why=pl.lit(""), product_at=pl.lit(NOW.isoformat()),
        recorded_at=pl.lit(NOW.isoformat()),
        facts=pl.when(pl.col("move") == "schedule").then(scheduled).otherwise(pl.lit("{}")),
    )  # fmt: skip


def board_says() -> dict[tuple[str, str], tuple[int, ...]]:
    """The four figures of each activity and unit that has any, as the product counts them."""
    from donghanh.apps.programmes.queries.board import board

    found = board(actor=director(), campaign_code=CAMPAIGN, as_of=DAY)
    lines = [line for programme in found.programmes for line in programme.activities]
    told = {
        (line.code, unit.unit_code): tuple(getattr(unit.figures, stage) for stage in STAGES)
        for line in lines
        for unit in line.units
    }
    return {key: figures for key, figures in told.items() if any(figures)}


def sql_says() -> dict[tuple[str, str], tuple[int, ...]]:
    """The same by a plain count in SQL."""
    from django.db import connection

    reached = {stage: STATES[STATES.index(stage) :] for stage in STAGES}
    sums = ", ".join(
        f"coalesce(sum(quantity) FILTER (WHERE to_state = ANY(%({stage})s)), 0)" for stage in STAGES
    )
    with connection.cursor() as cursor:
        wanted = {stage: list(states) for stage, states in reached.items()}
        cursor.execute(COUNTED.format(stages=sums), {"day": DAY, **wanted})
        return {(row[0], row[1]): tuple(int(one) for one in row[2:]) for row in cursor.fetchall()}


def the_page() -> Callable[[], object]:
    """The board's page as a signed-in director asks for it."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        get_user_model().objects.get(username="director"), "django.contrib.auth.backends.ModelBackend"
    )

    def page() -> object:
        answer = client.get("/ban/")
        if answer.status_code != 200:
            raise SystemExit(f"/ban/ answers {answer.status_code}: nothing to measure.")
        return answer.content

    return page


def queries_of(page: Callable[[], object]) -> list[tuple[str, object]]:
    """The SQL that the page sends, with its parameters."""
    from django.db import connection

    sent: list[tuple[str, object]] = []

    def listen(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        page()
    return sent


def send_again(sent: list[tuple[str, object]]) -> None:
    """Send the same SQL and fetch what comes, for nobody."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in sent:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def measure(size: int, moves: int, *, rounds: int, is_great: bool) -> int:
    """Insist on equal answers, then time page, query and bare SQL turn about."""
    insist_equal(answers={f"plain SQL, {size:,} benefits": sql_says(), "board": board_says()})
    page = the_page()
    html, sent = page(), queries_of(page)
    contestants = {"bare queries": lambda: send_again(sent), "query": board_says, "page": page}
    seconds = best_of(contestants=contestants, rounds=rounds)
    limits = {"page": GREAT_RATIO} if is_great else {}
    rows = rows_against(seconds=seconds, base="bare queries", limits=limits)
    against = seconds["page"] / PAGE_SECONDS
    rows.append(Row("page against 300 ms", seconds["page"], against, None if is_great else 1.0))
    print(f"{len(sent)} queries (limit {QUERIES}), {len(html) / 1e3:.0f} kB of HTML")
    code = close(title=f"The board: {size:,} benefits, {moves:,} moves", rows=rows)
    return max(code, int(len(sent) > QUERIES))


def main() -> int:
    """Furnish a database of its own, measure at both sizes, drop it."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    options.add_argument("--customers", type=int, default=650_000)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--keep", action="store_true", help="leave the database for a look")
    given = options.parse_args()
    dice = np.random.default_rng(2021)
    with database_of_its_own(keep=given.keep) as url:
        open_house(url)
        furnish(given.customers)
        moves = promise(CAMPAIGN_SIZE, dice)
        worst = measure(CAMPAIGN_SIZE, moves, rounds=given.rounds, is_great=False)
        moves += promise(GREAT_SIZE - CAMPAIGN_SIZE, dice)
        return max(worst, measure(GREAT_SIZE, moves, rounds=given.rounds, is_great=True))


if __name__ == "__main__":
    sys.exit(main())
