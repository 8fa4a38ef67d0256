"""
Brings the demo up from nothing: database, province, staff, the months as played until a day; then serves.

Each stage looks first whether it was done: a demo that was interrupted goes on where it stopped, one that
is complete is served at once. The product's clock is set to the demo's day each time.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from time import perf_counter

import click

from donghanh.faces.cli.house import BadInput, open_house
from donghanh.faces.cli.serve import PORT, serve_until_stopped

DEMO_DAY = date(2021, 12, 20)
BILLED_MONTHS = tuple(date(2021, month, 1) for month in (8, 9, 10, 11))
LAW_DAY = date(2021, 7, 1)
LAST_READ = date(2021, 11, 1)
FIRST_DAY, LAST_DAY = date(2021, 12, 1), date(2022, 1, 31)


@click.command()
@click.option(
    "--customers", type=click.IntRange(min=1), default=20_000, show_default=True, help="size of the province"
)
@click.option(
    "--seed", type=int, default=2021, show_default=True, help="the same seed deals the same province"
)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), default=DEMO_DAY.isoformat(), show_default=True)
@PORT
@click.option("--no-serve", is_flag=True, help="load only")
def demo(customers: int, seed: int, day: datetime, port: int, no_serve: bool) -> None:
    """Load the demo province and serve it with sign-in cards (sets DONGHANH_DEMO=1)."""
    _check_day(day.date())
    os.environ["DONGHANH_DEMO"] = "1"
    os.environ.setdefault("DONGHANH_SITE_ADDRESS", f"http://localhost:{port}")  # messages carry links
    open_house()
    _check_demo()
    began = perf_counter()
    with _one_at_a_time():
        _migrate()
        _check_nobody_elses()
        _load_people(customers=customers, seed=seed)
        _load_metering(seed=seed)
        _load_reliefs()
        _bill()
        _collect(seed=seed, until=day.date() - timedelta(days=1))
        _play(seed=seed, until=day.date() - timedelta(days=1))
        _load_requests(seed=seed, day=day.date())
        _load_conduct(until=day.date() - timedelta(days=1))
        stands_on = _set_clock(day=day.date())
    click.echo(
        f"The demo stands on {stands_on:%d/%m/%Y}; made ready in {perf_counter() - began:.0f} s.", err=True
    )
    if not no_serve:
        serve_until_stopped(host="127.0.0.1", port=port)


def _check_day(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadInput(
            f"--day {day:%Y-%m-%d}: the story is told from {FIRST_DAY:%Y-%m-%d} to {LAST_DAY:%Y-%m-%d}. "
            "Next: name a day within."
        )


def _check_demo() -> None:
    """Demo data among a company's real customers could never be taken out again."""
    from django.conf import settings

    if not settings.DEMO:
        raise BadInput("The demo needs DONGHANH_DEMO=1 before anything is loaded. Next: make demo.")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two who bring up the same demo at once: the second waits, then finds it made."""
    from donghanh.adapters.environment import ENVIRONMENT

    with (ENVIRONMENT.home / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo("Somebody else is bringing this demo up; waiting.", err=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _check_nobody_elses() -> None:
    """Customers without the demo's staff are a company's own."""
    from donghanh.apps.customers.queries import customers_kept
    from donghanh.apps.organisation.queries import demo_cards

    if (count := customers_kept()) and not demo_cards(day=DEMO_DAY):
        raise BadInput(
            f"The database holds {count} customers and nobody of the demo: it is no demo's, and stays as it "
            "is. Next: donghanh serve, or set DONGHANH_HOME to another folder for the demo."
        )


def _migrate() -> None:
    from django.core.management import call_command

    click.echo("Tables …", err=True)
    call_command("migrate", verbosity=0, interactive=False)


def _load_people(*, customers: int, seed: int) -> None:
    from donghanh.apps.customers.operations import load_customers
    from donghanh.apps.organisation import operations as organisation
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.world.province import World

    at = _morning(date(2021, 11, 30))
    organisation.load_reference(actor=console_actor(), at=at)
    organisation.load_demo_staff(actor=console_actor(), day=DEMO_DAY, at=at)
    _load_positions(at=at)
    _load_law()
    if kept := _dealt():
        if kept != customers:
            told = f"The demo keeps its {kept} customers. For {customers}: set DONGHANH_HOME to a new folder."
            click.echo(told, err=True)
        return
    dealt = World(customers=customers, seed=seed)
    with click.progressbar(length=customers, label="Customers", file=click.get_text_stream("stderr")) as bar:

        def frames():  # type: ignore[no-untyped-def]
            for chunk in dealt.chunks():
                yield chunk.customers, chunk.energy
                bar.update(chunk.customers.height)

        load_customers(actor=console_actor(), frames=frames(), at=at, source=f"world:{seed}")


def _dealt() -> int:
    """How many customers the world dealt: all but those who came by a new supply in the story."""
    from donghanh.apps.customers.queries import customers_kept
    from donghanh.apps.supply.queries import customers_opened

    return customers_kept() - customers_opened()


def _load_metering(*, seed: int) -> None:
    """Points, meters and readings of the customers that are there, unless they have some."""
    from donghanh.apps.metering.operations import MeteringFrames, load_metering
    from donghanh.apps.metering.queries import points_kept
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.world.province import World
    from donghanh.world.readings import metering

    if points_kept():
        return
    count = _dealt()
    with click.progressbar(length=count, label="Readings ", file=click.get_text_stream("stderr")) as bar:

        def frames():  # type: ignore[no-untyped-def]
            for chunk in World(customers=count, seed=seed).chunks():
                dealt = metering(seed=seed, chunk=chunk)
                yield MeteringFrames(
                    dealt.books, dealt.points, dealt.households, dealt.meters, dealt.registers, dealt.readings
                )
                bar.update(chunk.customers.height)

        at = _morning(date(2021, 11, 30))
        load_metering(actor=console_actor(), frames=frames(), at=at, source=f"world:{seed}")
    _check_readings(at=at)


def _check_readings(*, at: datetime) -> None:
    """Hold the last month's bills that somebody must look at, as each unit does before it bills."""
    from donghanh.apps.metering.operations import check_month
    from donghanh.apps.metering.queries import units_in_sight
    from donghanh.apps.organisation.permissions import console_actor

    for unit in units_in_sight(actor=console_actor(), month=LAST_READ):
        check_month(actor=console_actor(), unit_code=unit, month=LAST_READ, at=at)


def _bill() -> None:
    """The invoices of the last four months, of every unit, unless they are made."""
    from donghanh.apps.billing.operations import run_billing
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.apps.organisation.queries import units_on
    from donghanh.kernel.months import next_month

    units = [one.code for one in units_on(day=DEMO_DAY) if one.kind == "unit"]
    length = len(units) * len(BILLED_MONTHS)
    with click.progressbar(length=length, label="Invoices ", file=click.get_text_stream("stderr")) as bar:
        for month in BILLED_MONTHS:
            for unit in units:
                at = _morning(next_month(month))
                run_billing(actor=console_actor(), unit_code=unit, month=month, at=at, skip_if_done=True)
                bar.update(1)


def _collect(*, seed: int, until: date) -> None:
    """What the customers have paid of their invoices by the end of a day; what is paid stays paid."""
    from donghanh.apps.accounts.operations import post_collected
    from donghanh.apps.accounts.queries import open_invoices
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.world.payments import payments_until

    owed = open_invoices(actor=console_actor())
    rows = payments_until(seed=seed, open_invoices=owed, until=until)
    post_collected(rows=rows, by=console_actor(), at=_morning(until), subject=f"world:{seed}")


def _load_reliefs() -> None:
    """Made-up orders and sites of the reductions, said to be made up, unless there are some."""
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.apps.organisation.queries import actor_named, demo_cards
    from donghanh.apps.reliefs.operations import load_illustration

    of_business = (
        card for card in demo_cards(day=DEMO_DAY) if any(grant.role == "business" for grant in card.grants)
    )
    if confirming := actor_named(username=next(of_business).username, on=DEMO_DAY):
        load_illustration(actor=console_actor(), second=confirming)


def _load_requests(*, seed: int, day: date) -> None:
    """Customers' requests from November to the demo's morning, unless there are some."""
    from donghanh.faces.story import requests

    with click.progressbar(
        length=requests.COUNT, label="Requests ", file=click.get_text_stream("stderr")
    ) as bar:
        requests.load(seed=seed, until=_morning(day), report=bar.update)


def _load_conduct(*, until: date) -> None:
    """Made-up inspections and ratings through the day before, unless there are some."""
    from donghanh.faces.story.conduct import load_conduct

    click.echo("Conduct …", err=True)
    load_conduct(until=until)


def _load_positions(*, at: datetime) -> None:
    """Made-up positions of the communes, said to be made up, unless the company has imported true ones."""
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.apps.organisation.queries import districts_of_communes
    from donghanh.apps.works import operations, queries
    from donghanh.world.positions import generated_positions

    if not queries.positions_known():
        text = generated_positions(communes=districts_of_communes().items())
        operations.import_positions(actor=console_actor(), text=text, at=at, is_generated=True)


def _load_law() -> None:
    """The law that comes with the product, in force before the first bill of the demo."""
    from donghanh.apps.organisation.queries import actor_named
    from donghanh.apps.tariffs.operations import load_shipped_law

    business, director = (actor_named(username=name, on=DEMO_DAY) for name in ("kinhdoanh", "giamdoc"))
    assert business is not None
    assert director is not None
    load_shipped_law(actor=business, publisher=director, at=_morning(LAW_DAY))


def _play(*, seed: int, until: date) -> None:
    """Play the story on through the day before; a demo that was played further stays there."""
    from donghanh.apps.organisation.queries import demo_story
    from donghanh.faces.story import playing

    playing.begin(seed=seed)
    story = demo_story()
    assert story is not None
    if story.played_through >= until:
        return
    playing.want(through=until)
    length = (until - story.played_through).days
    with click.progressbar(length=length, label="Story    ", file=click.get_text_stream("stderr")) as bar:
        playing.play(report=lambda _: bar.update(1))


def _set_clock(*, day: date) -> date:
    """
    Let the product stand on the morning of the day, its work still ahead; answers the day.

    A demo that was played further stands on the evening of its last day.
    """
    from donghanh.apps.organisation.operations import set_product_clock
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.apps.organisation.queries import demo_story
    from donghanh.faces import clock
    from donghanh.faces.story import playing

    story = demo_story()
    assert story is not None
    is_ahead = story.played_through >= day
    at = playing.evening(story.played_through) if is_ahead else playing.morning(day)
    set_product_clock(actor=console_actor(), at=at, real_now=clock.real_now())
    return at.date()


def _morning(day: date) -> datetime:
    from donghanh.faces.clock import HOUSE_ZONE

    return datetime.combine(day, time(8), tzinfo=HOUSE_ZONE)
