"""
The command `donghanh`: one word a subject, each in a file of its own, loaded only when it is asked for.

Exit status: 0 for yes, 1 for a negative verdict, 2 for bad input or a full disk. With `--json` a command
prints exactly one JSON document on standard output; progress and remarks go to standard error.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from donghanh import __version__
from donghanh.faces.cli.full_disk import disk_full_sentence, mute_standard_output
from donghanh.faces.cli.house import BadInput

SUBJECTS = {
    "accounts": "donghanh.faces.cli.accounts:accounts",
    "billing": "donghanh.faces.cli.billing:billing",
    "conduct": "donghanh.faces.cli.conduct_findings:conduct",
    "confirmations": "donghanh.faces.cli.confirmations:confirmations",
    "customers": "donghanh.faces.cli.customers:customers",
    "database": "donghanh.faces.cli.database:database",
    "deadline": "donghanh.faces.cli.deadline:deadline",
    "demo": "donghanh.faces.cli.demo:demo",
    "docs": "donghanh.faces.cli.docs:docs",
    "doctor": "donghanh.faces.cli.doctor:doctor",
    "draw": "donghanh.faces.cli.draw:draw",
    "duplicates": "donghanh.faces.cli.duplicates:duplicates",
    "jobs": "donghanh.faces.cli.jobs:jobs",
    "lawbook": "donghanh.faces.cli.lawbook:lawbook",
    "leads": "donghanh.faces.cli.leads:leads",
    "messages": "donghanh.faces.cli.messages:messages",
    "nominations": "donghanh.faces.cli.nominations:nominations",
    "notices": "donghanh.faces.cli.notices:notices",
    "organisation": "donghanh.faces.cli.organisation:organisation",
    "programmes": "donghanh.faces.cli.programmes:programmes",
    "readings": "donghanh.faces.cli.readings:readings",
    "relief": "donghanh.faces.cli.relief_all:relief",
    "requests": "donghanh.faces.cli.requests_all:requests",
    "services": "donghanh.faces.cli.services:services",
    "serve": "donghanh.faces.cli.serve:serve",
    "signatures": "donghanh.faces.cli.signatures:signatures",
    "staff": "donghanh.faces.cli.staff:staff",
    "stock": "donghanh.faces.cli.stock:stock",
    "supply": "donghanh.faces.cli.supply:supply",
    "tariff": "donghanh.faces.cli.tariff_releases:tariff",
    "tour": "donghanh.faces.cli.tour:tour",
    "works": "donghanh.faces.cli.works:works",
    "world": "donghanh.faces.cli.world:world",
}


class House(click.Group):
    """A group that opens a subject's file only when the subject is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(SUBJECTS)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.ClickException:
            raise
        except Exception as trouble:
            sentence = disk_full_sentence(trouble)
            if sentence is None:
                raise
            mute_standard_output()
            raise BadInput(sentence) from trouble

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBJECTS:
            return None
        module, _, name = SUBJECTS[cmd_name].partition(":")
        try:
            command: click.Command = getattr(import_module(module), name)
        except ModuleNotFoundError as missing:
            return _not_installed(subject=cmd_name, missing=missing)
        return command


def _not_installed(*, subject: str, missing: ModuleNotFoundError) -> click.Command:
    """Stand in for a subject whose libraries are those of the site, so that the others can be used."""
    if (missing.name or "donghanh").startswith("donghanh"):
        raise missing

    def refuse() -> None:
        raise BadInput(
            f"'{subject}' needs the package {missing.name}, which is not installed. "
            "Next: pip install 'donghanh[site]'."
        )

    words = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
    return click.Command(subject, callback=refuse, help="Needs donghanh[site].", context_settings=words)


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="donghanh")
def main() -> None:
    """Đồng Hành: customer care for electricity distribution companies."""
