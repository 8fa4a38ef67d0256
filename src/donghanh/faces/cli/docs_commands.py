"""The page of commands: the whole tree of `donghanh` with usage, help and options, at no terminal's width."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from donghanh.faces.cli.docs_tables import opening, table

SAYS = (
    "Every command of `donghanh`. Exit status: 0 for yes, 1 for a negative verdict, 2 for bad input. With "
    "`--json` a command prints exactly one JSON document on standard output; progress and remarks go to "
    "standard error. A command that needs the database starts the embedded one by itself."
)
UNBROKEN = "\b\n"


def page() -> str:
    """Write the page."""
    from donghanh.faces.cli.main import main

    root = click.Context(main, info_name="donghanh", help_option_names=["-h", "--help"])
    return "\n".join([opening(title="Commands", says=SAYS), *_sections(main, root)])


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield _section(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            under = command.get_command(context, name)
            if under is not None and not under.hidden:
                yield from _sections(under, click.Context(under, info_name=name, parent=context))


def _section(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [f"## {context.command_path}", f"`{usage}`", _said(command), _options(command, context)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _said(command: click.Command) -> str:
    """The help as paragraphs; what click would not wrap stays as it is set."""
    paragraphs = inspect.cleandoc(command.help or "").split("\f")[0].strip().split("\n\n")
    return "\n\n".join(
        f"```\n{part.removeprefix(UNBROKEN)}\n```" if part.startswith(UNBROKEN) else " ".join(part.split())
        for part in paragraphs
    )


def _options(command: click.Command, context: click.Context) -> str:
    records = [param.get_help_record(context) for param in command.get_params(context)]
    rows = [(f"`{names}`", says) for names, says in filter(None, records) if says and "--help" not in names]
    return table(head=("option", "what"), rows=rows) if rows else ""
