"""The generated reference says what the code says, and the command names what is out of step."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from donghanh.adapters.environment import NAMES
from donghanh.apps.organisation.permissions import ROLES
from donghanh.faces.cli import docs, docs_columns, docs_commands, docs_pages, docs_tables
from donghanh.faces.cli.docs_all_lives import all_lives
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.main import main
from donghanh.kernel.customer_tables import CUSTOMERS, ENERGY
from donghanh.lawbook.documents import DATA

ROOT = docs.ROOT


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone's documents alone, in which a test may spoil what it likes."""
    shutil.copytree(ROOT / "docs", tmp_path / "clone" / "docs")
    for name in ("README.md", "Makefile"):
        shutil.copy(ROOT / name, tmp_path / "clone")
    monkeypatch.setattr(docs, "ROOT", tmp_path / "clone")
    return tmp_path / "clone"


def ask(*words: str):
    return CliRunner().invoke(docs.docs, words)


def commands_below(group: click.Group, context: click.Context, path: str) -> list[str]:
    """Every command's path, walked by another way than the page's."""
    found = [path]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        below = f"{path} {name}"
        found += commands_below(command, context, below) if isinstance(command, click.Group) else [below]
    return found


def test_the_generated_pages_are_in_step_with_the_code() -> None:
    assert docs_pages.pages_out_of_step(root=ROOT) == []


def test_a_spoiled_page_is_named_with_its_first_wrong_line(clone) -> None:
    page = clone / "docs/reference/roles.md"
    page.write_text(page.read_text().replace("its commune", "every commune"))
    line = 1 + page.read_text().splitlines().index("| `partner_officer` | every commune | as below |")

    answer = ask("check")

    assert answer.exit_code == 1
    assert f"docs/reference/roles.md:{line}: out of step with the code; run `make docs`." in answer.output


def test_a_page_cut_short_and_a_page_that_is_gone_are_named(clone) -> None:
    short, gone = clone / "docs/reference/settings.md", clone / "docs/reference/lawbook.md"
    lines = short.read_text().splitlines(keepends=True)
    short.write_text("".join(lines[:-1]))
    gone.unlink()

    problems = docs_pages.pages_out_of_step(root=clone)

    assert [problem.split(": ")[0] for problem in problems] == [
        f"docs/reference/settings.md:{len(lines)}",
        "docs/reference/lawbook.md:1",
    ]


def test_write_mends_what_is_spoiled_and_touches_nothing_else(clone) -> None:
    page = clone / "docs/reference/commands.md"
    page.write_text("spoiled")

    first, second = ask("write").output, ask("write").output

    assert "written: docs/reference/commands.md\n1 of 9" in first
    assert "0 of 9" in second
    assert docs_pages.pages_out_of_step(root=clone) == []


def test_check_prints_one_json_document(clone) -> None:
    (clone / "docs/reference/roles.md").unlink()

    told = json.loads(ask("check", "--json").stdout)

    assert told["documents"] > 20
    assert any("roles.md" in problem for problem in told["problems"])


def test_away_from_a_clone_the_command_says_where_the_documents_are(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(docs, "ROOT", tmp_path)

    answer = ask("check")

    assert answer.exit_code == 2
    assert "belong to a clone" in answer.output


def test_the_pages_need_neither_django_nor_a_database() -> None:
    code = (
        "import sys; sys.modules['django'] = None; sys.modules['psycopg'] = None\n"
        "from donghanh.faces.cli import docs_pages\n"
        "print(len([page() for page in docs_pages.PAGES.values()]))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == (str(len(docs_pages.PAGES)), "")


def test_the_pages_do_not_depend_on_the_environment(monkeypatch) -> None:
    before = {name: page() for name, page in docs_pages.PAGES.items()}
    for name, value in {"COLUMNS": "40", "DONGHANH_PORT": "9123", "DONGHANH_HOME": "/elsewhere"}.items():
        monkeypatch.setenv(name, value)

    after = {name: page() for name, page in docs_pages.PAGES.items()}

    assert after == before


def test_no_page_names_a_folder_of_the_machine_that_wrote_it() -> None:
    for name, page in docs_pages.PAGES.items():
        assert str(ROOT) not in page(), name
        assert str(Path.home()) + "/" not in page(), name


def test_every_move_of_every_life_stands_in_the_page_of_life_cycles_and_of_roles() -> None:
    lives, roles = docs_pages.PAGES["life-cycles.md"](), docs_pages.PAGES["roles.md"]()

    for life in all_lives():
        for move in life.moves:
            assert f"| `{move}` |" in lives
            assert f"| `{move}` |" in roles


def test_a_role_has_yes_exactly_where_the_dictionary_lets_it() -> None:
    page = docs_pages.PAGES["roles.md"]()
    for life in all_lives():
        section = re.split(rf"## Moves of an? {life.name}\n", page)[1].split("\n## ")[0]
        head, _, *rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line]
        for row in rows:
            said = {role.strip("`") for role, cell in zip(head[1:], row[1:], strict=True) if cell == "yes"}
            assert said == life.moves[row[0].strip("`")].roles


def test_works_and_suspicions_are_drawn_beside_the_promises() -> None:
    page = docs_pages.PAGES["life-cycles.md"]()

    headings = re.findall(r"^## (.+)$", page, flags=re.MULTILINE)
    assert {"benefit", "suspicion", "order", "visit"} < set(headings)
    assert "It ends in `handed_over`, `closed`, `cancelled`." in page
    assert "    arrived --> not_possible: fail\n" in page
    assert "    suspected --> same_household: decide_same\n" in page
    assert page.count("It has no end") == 1


def test_every_role_and_setting_and_document_has_its_line() -> None:
    roles, settings = docs_pages.PAGES["roles.md"](), docs_pages.PAGES["settings.md"]()
    lawbook = docs_pages.PAGES["lawbook.md"]()

    assert [role for role in ROLES if f"| `{role}` |" not in roles] == []
    assert [name for name in NAMES if f"| `{name}` |" not in settings] == []
    assert lawbook.count("\n## ") == len(list(DATA.rglob("*.yaml")))


def test_every_column_of_customers_and_energy_has_its_line() -> None:
    page = docs_columns.page()

    for column in (*CUSTOMERS.columns, *ENERGY.columns):
        assert f"| `{column.name}`" in page


def test_the_page_of_commands_has_every_command_once() -> None:
    page = docs_commands.page()

    paths = commands_below(main, click.Context(main), "donghanh")

    assert len(paths) > 25
    assert [path for path in paths if page.count(f"## {path}\n") != 1] == []


def test_an_option_with_its_meaning_and_default_stands_in_the_page() -> None:
    assert "| `--alternates INTEGER` | How many in reserve, in order. [default: 0] |" in docs_commands.page()


def test_a_key_of_the_frozen_row_without_a_meaning_is_refused() -> None:
    source = docs_columns.ROWS.read_text().replace('"origin":', '"gift": 1, "origin":')

    with pytest.raises(BadInput, match="gift"):
        docs_columns.keys_of_frozen_row(source=source)


def test_a_bar_inside_a_cell_does_not_make_another_column() -> None:
    set_ = docs_tables.table(head=("a", "b"), rows=[("one|two", "")])

    assert set_.splitlines()[-1] == "| one\\|two | – |"
