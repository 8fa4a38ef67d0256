"""Links, named files, `make` words and the example: what is untrue is named by file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from donghanh.faces.cli import docs, docs_checks

GLOSSARY = docs.ROOT / "docs" / "glossary.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small clone: a README, a Makefile, one page, one file of code."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "Makefile").write_text("demo: setup ## Start\n\t@true\nsetup:\n")
    (tmp_path / "src/draws.py").write_text("")
    (tmp_path / "docs/page.md").write_text("# A `make` word\n\nText.\n")
    (tmp_path / "README.md").write_text("# Title\n")
    return tmp_path


def say(root: Path, text: str) -> None:
    (root / "README.md").write_text(f"# Title\n\n{text}\n")


@pytest.mark.parametrize(
    "link",
    [
        "docs/page.md",
        "docs/page.md#a-make-word",
        "#title",
        "docs",
        "https://example.org/nowhere",
        "mailto:somebody@example.org",
    ],
)
def test_a_link_that_leads_somewhere_is_let_pass(root, link) -> None:
    say(root, f"See [it]({link}).")

    assert docs_checks.broken_links(root=root) == []


@pytest.mark.parametrize("link", ["docs/gone.md", "docs/page.md#no-such-heading", "#gone", "page.md"])
def test_a_link_that_leads_nowhere_is_named_with_its_line(root, link) -> None:
    say(root, f"First line.\nSee [it]({link}).")

    assert docs_checks.broken_links(root=root) == [f"README.md:4: the link {link} leads nowhere; correct it."]


def test_a_picture_that_is_not_there_is_a_broken_link(root) -> None:
    say(root, "![The board](docs/board.png)")

    assert "docs/board.png" in docs_checks.broken_links(root=root)[0]


def test_links_are_followed_from_the_page_that_says_them(root) -> None:
    (root / "docs/page.md").write_text("[up](../README.md) [beside](page.md) [wrong](docs/page.md)")

    assert [line.split(" leads")[0] for line in docs_checks.broken_links(root=root)] == [
        "docs/page.md:1: the link docs/page.md"
    ]


def test_what_stands_in_a_fence_is_no_link_but_lines_are_still_counted(root) -> None:
    say(root, "```\n[x](gone.md)\n```\n[y](gone.md)")

    assert docs_checks.broken_links(root=root) == ["README.md:6: the link gone.md leads nowhere; correct it."]


@pytest.mark.parametrize("name", ["draws.py", "src/draws.py", "lawbook/data/<code>.yaml", "app.MyClass"])
def test_files_that_are_there_and_words_that_are_no_files_are_let_pass(root, name) -> None:
    say(root, f"Open `{name}`.")

    assert docs_checks.files_not_there(root=root) == []


@pytest.mark.parametrize("name", ["gone.py", "lib/draws.py", "aws.py"])
def test_a_file_that_is_not_there_is_named(root, name) -> None:
    say(root, f"Open `{name}`.")

    assert docs_checks.files_not_there(root=root) == [f"README.md:3: no file {name}; correct the name."]


@pytest.mark.parametrize(
    ("name", "is_let_pass"), [("src/new.py", True), ("new.py", False), ("lib/new.py", False)]
)
def test_a_how_to_may_name_a_file_to_be_written_in_a_folder_that_is_there(root, name, is_let_pass) -> None:
    (root / "docs/how-to").mkdir()
    (root / "docs/how-to/add.md").write_text(f"Write `{name}`.")

    assert (docs_checks.files_not_there(root=root) == []) is is_let_pass


def test_a_make_word_is_looked_for_in_spans_and_fences_but_not_in_prose(root) -> None:
    say(root, "They make beds. `make demo`, `make dinner`\n```\nmake setup\nmake tea   # hot\n```")

    assert [line.split(";")[0] for line in docs_checks.make_words_not_there(root=root)] == [
        "README.md:6: the Makefile has no `tea`",
        "README.md:3: the Makefile has no `dinner`",
    ]


def test_an_example_that_prints_what_it_says_is_let_pass(root) -> None:
    say(root, "```python\nprint(6 * 7)\n```\n\n```text\n42\n```")

    assert docs_checks.example_gone_wrong(root=root) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [("print(41)", "41"), ("raise SystemExit(3)", ""), ("import django", "ModuleNotFoundError")],
)
def test_an_example_that_does_not_is_shown_with_what_it_printed(root, code, told) -> None:
    say(root, f"```python\n{code}\n```\n\n```text\n42\n```")

    (problem,) = docs_checks.example_gone_wrong(root=root)

    assert "does not print what it says" in problem
    assert told in problem


def test_a_readme_without_an_example_or_no_readme_at_all_is_a_problem(root) -> None:
    without = docs_checks.example_gone_wrong(root=root)
    (root / "README.md").unlink()

    assert without == docs_checks.example_gone_wrong(root=root)
    assert "no example" in without[0]


def test_every_word_in_code_that_the_glossary_gives_stands_in_the_code() -> None:
    package = docs.ROOT / "src" / "donghanh"
    code = "\n".join(p.read_text() for suffix in ("py", "yaml") for p in package.rglob(f"*.{suffix}"))

    words = set(re.findall(r"`([^`]+)`", GLOSSARY.read_text(encoding="utf-8")))

    assert len(words) > 100
    assert [word for word in sorted(words) if not re.search(rf"(?<![a-z]){re.escape(word)}", code)] == []


def test_every_how_to_tour_and_decision_is_linked_from_its_index() -> None:
    for folder in ("how-to", "tour", "decisions"):
        index = (docs.ROOT / "docs" / folder / "README.md").read_text(encoding="utf-8")
        pages = {path.name for path in (docs.ROOT / "docs" / folder).glob("*.md")} - {"README.md"}
        assert [name for name in sorted(pages) if f"]({name})" not in index] == []


def test_every_page_of_the_reference_is_linked_from_the_door_of_the_documents() -> None:
    door = (docs.ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.name for path in (docs.ROOT / "docs" / "reference").glob("*.md"))

    assert [name for name in pages if f"](reference/{name})" not in door] == []
