"""
`donghanh programmes`: board, report, lists and selections of a campaign; opening and comparing campaigns.

Reading needs no name; whatever changes something needs `--as USERNAME`. Exit status: 0 yes, 1 a negative
verdict (a list or a report that does not hold), 2 bad input or a refusal.
"""

from __future__ import annotations

import click

from donghanh.faces.cli.programmes_costs import costs
from donghanh.faces.cli.programmes_reading import board, lists, verify_list, why
from donghanh.faces.cli.programmes_reporting import report, reports
from donghanh.faces.cli.programmes_selecting import select
from donghanh.faces.cli.programmes_signing import (
    certificates,
    register_certificate,
    sign_report,
    verify_report,
)
from donghanh.faces.cli.programmes_years import compare, next_year, open_one


@click.group()
def programmes() -> None:
    """Appreciation months: board, report, lists, selections, plans."""


COMMANDS = (
    board,
    certificates,
    compare,
    costs,
    lists,
    next_year,
    open_one,
    register_certificate,
    report,
    reports,
    select,
    sign_report,
    verify_list,
    verify_report,
    why,
)
for command in COMMANDS:
    programmes.add_command(command)
