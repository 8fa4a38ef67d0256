"""
`donghanh services`: what customers may ask for, within which time, by which rule.

For whoever answers a customer or another program. A day may be given, for both regimes stand in the catalogue
by date; without one it is the product's day, as on every page, which the database keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from donghanh.faces.cli.house import BadInput

if TYPE_CHECKING:
    from donghanh.lawbook.service_telling import ServiceTerm, ServiceTold
    from donghanh.lawbook.services import Service, ServiceBook

ON = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="As of this day, else today."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
LANGUAGE = click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
UNCONFIRMED = {"vi": "chưa xác nhận", "en": "to be confirmed"}


@click.group()
def services() -> None:
    """Services, their deadlines and their sources."""


@services.command("list")
@ON
@click.option("--group", default="", metavar="GROUP", help="Of one group alone, such as supply or fault.")
@click.option("--public", "is_public", is_flag=True, help="Those alone that a customer may choose himself.")
@LANGUAGE
@AS_JSON
def list_services(on: datetime | None, group: str, is_public: bool, language: str, as_json: bool) -> None:
    """Print the services that hold on a day, by group."""
    from donghanh.lawbook.service_telling import told_in_short

    book, day = _book(), _day(on)
    if group and group not in book.words.groups:
        raise BadInput(f"There is no group {group!r}; expected one of {', '.join(book.words.groups)}.")
    found = [
        service
        for service in book.on(day=day)
        if group in ("", service.group) and (service.is_public or not is_public)
    ]
    if as_json:
        told = [asdict(told_in_short(service)) for service in found]
        _print_json({"on": day, "count": len(told), "services": told})
        return
    for line in _listed(found, book, language):
        click.echo(line)


@services.command()
@click.argument("code")
@ON
@LANGUAGE
@AS_JSON
def show(code: str, on: datetime | None, language: str, as_json: bool) -> None:
    """Print all of the service CODE: deadline, source, papers, fee, steps, and both regimes by date."""
    from donghanh.lawbook.service_telling import told_in_full
    from donghanh.lawbook.services import NoSuchService

    book = _book()
    try:
        service = book.require(code=code, day=_day(on))
    except NoSuchService as reason:
        raise BadInput(str(reason)) from reason
    told = told_in_full(service, history=book.history(code=code))
    if as_json:
        _print_json(asdict(told))
        return
    for line in _shown(told, book, language):
        click.echo(line)


def _book() -> ServiceBook:
    from donghanh.lawbook.services import read_services

    return read_services()


def _day(on: datetime | None) -> date:
    """The day that was asked for; the product's day needs the database, a day that is named does not."""
    if on is not None:
        return on.date()
    from donghanh.faces import clock
    from donghanh.faces.cli.house import open_house

    open_house()
    return clock.today()


def _listed(found: Iterable[Service], book: ServiceBook, language: str) -> Iterable[str]:
    group = ""
    for service in found:
        if service.group != group:
            group = service.group
            yield f"{getattr(book.words.groups[group], language)}"
        clock = book.words.clock_text(clock=service.clock, language=language)
        mark = "" if service.source.is_confirmed else f"  ({UNCONFIRMED[language]})"
        yield f"  {service.code:<24} {clock:<18} {getattr(service, language)}{mark}"


def _shown(told: ServiceTold, book: ServiceBook, language: str) -> Iterable[str]:
    words = book.words
    yield f"{told.code}  {getattr(told, language)}"
    group, doer = words.groups[told.group], words.doers[told.responsible]
    yield f"  {getattr(group, language)}; {getattr(doer, language)}"
    yield from (f"  {line}" for line in _term(told.term, book, language))
    fee = UNCONFIRMED[language] if told.fee is None else getattr(told.fee, language)
    yield f"  {'Phí' if language == 'vi' else 'Fee'}: {fee}"
    for line in () if told.fee is None else told.fee.amounts:
        most = "" if line.most_dong is None else f" - {line.most_dong:,}"
        yield f"    {getattr(line, language)}: {line.amount_dong:,}{most} VND"
    for document in told.documents:
        yield f"  {'*' if document.is_required else '-'} {getattr(document, language)}"
    for number, step in enumerate(told.steps, start=1):
        yield f"  {number}. {getattr(step, language)} ({getattr(words.doers[step.by], language)})"
    for term in told.history:
        yield f"  {term.from_on} .. {term.until_on or ''}: {' | '.join(_term(term, book, language))}"


def _term(term: ServiceTerm, book: ServiceBook, language: str) -> Iterable[str]:
    yield book.words.deadline_text(
        clock=(term.clock, term.amount), starts=term.starts, counts=term.counts, language=language
    )
    mark = "" if term.source.is_confirmed else f" ({UNCONFIRMED[language]})"
    yield f"{getattr(book.words.regimes[term.regime], language)} {term.source.clause}".rstrip() + mark
    if term.outer is not None:
        outer = book.words.clock_text(clock=(term.outer.clock, term.outer.amount), language=language)
        yield f"<= {outer} ({term.outer.service}, {term.outer.source.confidence})"


def _print_json(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=date.isoformat))
