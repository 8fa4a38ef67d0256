"""
A document of the lawbook: YAML whose every line can be named when something is wrong with it.

For the readers and checks of each sort of document. Reading keeps the line of every key, and refuses
what YAML would let pass: a key that is said twice (the later one would win), and a file that is not a
mapping. What the keys mean is for each reader; sources and dates are checked in `sources` and `dates`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"

At = tuple[str | int, ...]
"""The way to a value: keys and places in lists, from the top of the document."""


@dataclass(frozen=True, order=True)
class Problem:
    """
    One thing that is wrong with a document.

    rule : stable name, "source-missing"
    text : what was found, what was expected, what to do
    """

    file: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.text}"


class DocumentRefused(ValueError):
    """A document cannot be read; `problems` name file and line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Document:
    """A document as it was read, with the line on which each value begins."""

    path: Path
    content: Mapping[str, Any]
    lines: Mapping[At, int] = field(repr=False)

    def line(self, *at: str | int) -> int:
        """Answer the line of a value, or of the nearest thing above it that is there."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def problem(self, rule: str, text: str, *at: str | int) -> Problem:
        """Say that something is wrong at a value of this document."""
        return Problem(shown(self.path), self.line(*at), rule, text)

    def entries(self, *at: str | int) -> list[tuple[At, Mapping[str, Any]]]:
        """List the mappings of a list, each with the way to it; a missing list has none."""
        found: Any = self.content
        for step in at:
            found = found.get(step) if isinstance(found, Mapping) else found[step]
        listed = found if isinstance(found, list) else []
        return [((*at, index), entry) for index, entry in enumerate(listed) if isinstance(entry, Mapping)]


def read_document(path: Path) -> Document:
    """
    Read one document.

    raises : DocumentRefused, when the file is no YAML, no mapping, or says a key twice
    """
    return parse_document(text=path.read_text(encoding="utf-8"), path=path)


def parse_document(*, text: str, path: Path) -> Document:
    """
    Read a document from its text; `path` is only the name under which problems are reported.

    raises : as `read_document`; aliases and values that only look like a day are refused as `not-yaml`
    """
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        lines, repeated = _walked(node)
        content = loader.construct_document(node) if node else None
    except yaml.YAMLError as reason:
        raise DocumentRefused(_not_yaml(path, reason)) from reason
    except RecursionError as reason:
        raise DocumentRefused(
            Problem(shown(path), 1, "not-yaml", "nested too deeply; expected YAML.")
        ) from reason
    if repeated:
        raise DocumentRefused(*(_repeated(path, line, key) for line, key in repeated))
    if not isinstance(content, dict):
        found = f"found {type(content).__name__}; expected keys and values, beginning with `kind:`."
        raise DocumentRefused(Problem(shown(path), 1, "not-a-mapping", found))
    return Document(path, content, lines)


def read_documents(*, folder: Path, kind: str) -> list[Document]:
    """
    Read those documents of a folder that say `kind`, by name of file.

    raises : DocumentRefused
    """
    documents = [read_document(path) for path in sorted(folder.glob("*.yaml"))]
    return [document for document in documents if document.content.get("kind") == kind]


def readable_documents(*, folder: Path) -> tuple[list[Document], list[Problem]]:
    """Read the documents of a folder, for a check: those that can be read, and why others cannot."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            documents.append(read_document(path))
        except DocumentRefused as refused:
            problems.extend(refused.problems)
    return documents, problems


def check_keys(
    *, document: Document, at: At, entry: Mapping[str, Any], needed: set[str], allowed: set[str]
) -> Iterator[Problem]:
    """Report keys that an entry lacks, leaves empty, or has and nobody reads (a slip of the pen)."""
    for key in sorted(needed):
        if entry.get(key) in (None, "", []):
            text = f"`{key}` is missing; an entry here needs {', '.join(sorted(needed))}."
            yield document.problem("key-missing", text, *at)
    for key in entry:
        if key not in needed | allowed:
            text = f"nobody reads `{key}`; the keys here are {', '.join(sorted(needed | allowed))}."
            yield document.problem("key-unknown", text, *at, key)


def repeated_values(
    *,
    placed: Iterable[tuple[Document, At, Mapping[str, Any]]],
    value_of: Callable[[Mapping[str, Any]], Any],
    rule: str,
) -> Iterator[Problem]:
    """Report each entry whose value another entry, of whatever document, has said before it."""
    seen: dict[Any, str] = {}
    for document, at, entry in placed:
        value = value_of(entry)
        if value is not None and value in seen:
            text = f"{value!r} stands already in {seen[value]}; keep one."
            yield document.problem(rule, text, *at)
        seen.setdefault(value, f"{shown(document.path)}:{document.line(*at)}")


def shown(path: Path) -> str:
    """Write a path so that an editor opens it from where the command was given."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


class _Loader(yaml.SafeLoader):
    """Names the line of a value that cannot be read, and takes no aliases: a few of them grow without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            text = "an alias stands here; write the value out"
            raise yaml.composer.ComposerError(None, None, text, self.get_mark())
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as reason:
            text = f"{str(node.value)[:40]!r} cannot be read: {reason}"
            raise yaml.constructor.ConstructorError(None, None, text, node.start_mark) from reason


def _walked(node: yaml.Node | None) -> tuple[dict[At, int], list[tuple[int, str]]]:
    lines: dict[At, int] = {}
    repeated: list[tuple[int, str]] = []
    for at, line in _steps(node, ()):
        if at in lines:
            repeated.append((line, str(at[-1])))
        lines[at] = line
    return lines, repeated


def _steps(node: yaml.Node | None, at: At) -> Iterator[tuple[At, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*at, key.value), key.start_mark.line + 1
            yield from _steps(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*at, index), value.start_mark.line + 1
            yield from _steps(value, (*at, index))


def _not_yaml(path: Path, reason: yaml.YAMLError) -> Problem:
    mark = getattr(reason, "problem_mark", None)
    text = f"{getattr(reason, 'problem', None) or reason}; expected YAML."
    return Problem(shown(path), mark.line + 1 if mark else 1, "not-yaml", text)


def _repeated(path: Path, line: int, key: str) -> Problem:
    return Problem(
        shown(path), line, "key-repeated", f"`{key}` is said twice, the first would be lost; keep one."
    )
