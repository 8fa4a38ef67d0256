"""`donghanh tariff`: the prices of electricity, and the bill that they make, without any database."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from donghanh.faces.bills.given import Given

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
CATEGORIES = (
    "residential, residential_prepaid, production, business, hospital_school, public_office, tourist_lodging"
)
BAD_INPUT = 2
NEGATIVE = 1


class Answering(click.Command):
    """A command whose refusals are JSON too where `--json` stands among the words."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        as_json = "--json" in args
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as reason:
            if not as_json:
                raise
            from donghanh.faces.bills.refusals import Problem

            unreadable = Problem("option-unreadable", "", reason.format_message())
            refuse([unreadable.told("en")], as_json=True)
            raise


@click.group()
def tariff() -> None:
    """Prices of electricity, and what a bill comes to."""


@tariff.command(cls=Answering)
@click.option("--category", default="", metavar="CATEGORY", help=f"One of: {CATEGORIES}.")
@click.option("--kwh", default="", metavar="KWH", help="Energy used, a whole number of kWh.")
@click.option(
    "--register",
    multiple=True,
    metavar="NAME=KWH",
    help="normal=100, peak=10, off_peak=50; instead of --kwh.",
)
@click.option(
    "--read-on", default="", metavar="DAY", help="Day of the reading; ends a whole month of its own."
)
@click.option("--from", "from_on", default="", metavar="DAY", help="First day of the period.")
@click.option("--to", "to_on", default="", metavar="DAY", help="Last day of the period.")
@click.option("--households", default="", metavar="N", help="That share the meter, such as 2 or 1.25.")
@click.option("--quota-rounding", default="", metavar="exact|whole", help="Of tier limits; whole by default.")
@click.option("--tenants", default="", metavar="N", help="People declared as tenants: four make a household.")
@click.option("--tenants-undeclared", is_flag=True, help="Let to tenants whose number was not declared.")
@click.option("--voltage", default="", help="under_6kv (default), 6_to_22kv, 22_to_110kv, from_110kv.")
@click.option("--cos-phi", default="", metavar="0.83", help="Power factor, where reactive power is metered.")
@click.option("--relief", default="", metavar="covid-1…5|none", help="Round of reductions.")
@click.option(
    "--use", default="", metavar="GROUP", help="Group of that round, such as quarantine or medical."
)
@click.option("--instrument", default="", metavar="NAME", help='Force a price list: "QĐ 1279/QĐ-BCT".')
@click.option("--explain", "explained", is_flag=True, help="With formulas, sources, and last year's prices.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@AS_JSON
def bill(*, explained: bool, language: Any, as_json: bool, **given: Any) -> None:
    """
    Print one bill.

    Exit status 1 where the rate of the reduction is not known: the bill is then without it.
    """
    from donghanh.faces.bills.given import Given

    print_bill(Given(**given), explained=explained, language=language, as_json=as_json)


def print_bill(given: Given, *, explained: bool, language: Any, as_json: bool) -> None:
    """Make the bill and print it, or what is wrong with the question."""
    from donghanh.faces.bills.answering import answer
    from donghanh.faces.bills.documents import document
    from donghanh.faces.bills.law import shipped_law
    from donghanh.faces.bills.reading import read_bill
    from donghanh.faces.bills.refusals import CannotBill
    from donghanh.faces.bills.tables import written_bill
    from donghanh.faces.cli.programmes_asking import plain

    law = shipped_law()
    try:
        told = answer(read_bill(given, law=law), law=law, language=language)
    except CannotBill as reason:
        refuse([problem.told(language) for problem in reason.problems], as_json=as_json)
        return
    if as_json:
        click.echo(json.dumps(plain(document(told, explained=explained)), ensure_ascii=False))
    else:
        click.echo("\n".join(written_bill(told, explained=explained, language=language)))
    if not told.relief.is_known:
        sys.exit(NEGATIVE)


def refuse(problems: list[dict[str, str]], *, as_json: bool) -> None:
    """Say what is wrong, and end with exit status 2."""
    problems = [{name: told for name, told in one.items() if name != "message_of_field"} for one in problems]
    if as_json:
        click.echo(json.dumps({"error": problems[0], "errors": problems}, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(f"Error: {problem['message']}", err=True)
    sys.exit(BAD_INPUT)
