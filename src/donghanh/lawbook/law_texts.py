"""
The texts of the billing law, name by name, and the one digest over them.

For the reader of the law and for its releases, which keep these texts for ever. A text is what somebody
wrote, comments and examples too, line ends made alike; the digest is SHA-256 over all as one JSON document.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from donghanh.lawbook.documents import DATA, Document, DocumentRefused, Problem, parse_document

FOLDERS = ("billing_rules", "hours", "reactive", "reliefs", "tariffs", "vat")
"""The folders of `data/` that make the law of a bill."""

FOLDER_OF_KIND = {
    "billing_rules": "billing_rules",
    "hours": "hours",
    "reactive": "reactive",
    "reliefs": "reliefs",
    "tariff": "tariffs",
    "tariff_structure": "tariffs",
    "vat": "vat",
}
"""Where a document belongs, by the `kind:` that it says."""
FILE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}\.yaml")

Texts = Mapping[str, str]
"""By name, "tariffs/qd-648.yaml"."""


class NotALaw(ValueError):
    """A text is no canonical text of a law: no JSON object of names and texts."""


def shipped_texts(*, data: Path = DATA) -> dict[str, str]:
    """Read the texts that come with the product."""
    paths = sorted(path for folder in FOLDERS for path in (data / folder).glob("*.yaml"))
    return {path.relative_to(data).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def canonical(texts: Texts) -> str:
    """
    Write texts as the one text of which the digest is made.

    >>> canonical({"vat/a.yaml": "kind: vat\\r\\n"})
    '{"vat/a.yaml": "kind: vat\\\\n"}'
    """
    alike = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in texts.items()}
    return json.dumps(alike, sort_keys=True, ensure_ascii=False)


def parse_canonical(text: str) -> dict[str, str]:
    """Read the texts out of a canonical text. raises : NotALaw"""
    try:
        texts = json.loads(text)
    except ValueError as reason:
        raise NotALaw(str(reason)) from reason
    if not isinstance(texts, dict) or not all(isinstance(part, str) for part in texts.values()):
        raise NotALaw("expected one JSON object of names and texts")
    return texts


def digest_of(text: str) -> str:
    """Make the SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=256)
def _parsed(name: str, text: str) -> Document:
    """Of a changed law only the changed document is parsed again."""
    return parse_document(text=text, path=Path(name))


def name_of(*, file_name: str, text: str) -> str:
    """
    Say under which name a text that somebody hands in stands in the law, by its file's name and its `kind:`.

    raises : DocumentRefused, also `name-not-possible` and `kind-unknown`

    >>> name_of(file_name="qd-1.yaml", text="kind: tariff")
    'tariffs/qd-1.yaml'
    """
    if not FILE_NAME.fullmatch(file_name):
        told = f"`{file_name[:60]}` is no name of a document; use small letters and digits, qd-1280.yaml."
        raise DocumentRefused(Problem(file_name[:60], 1, "name-not-possible", told))
    document = _parsed(file_name, text)
    folder = FOLDER_OF_KIND.get(str(document.content.get("kind")))
    if folder is None:
        told = f"`kind` is {document.content.get('kind')!r}; expected one of {', '.join(FOLDER_OF_KIND)}."
        raise DocumentRefused(document.problem("kind-unknown", told, "kind"))
    return f"{folder}/{file_name}"


def readable_texts(texts: Texts) -> tuple[dict[str, list[Document]], list[Problem]]:
    """Read the documents by their folder, for a check: those that can be read, and why others cannot."""
    documents: dict[str, list[Document]] = {folder: [] for folder in FOLDERS}
    problems: list[Problem] = []
    for name, text in sorted(texts.items()):
        folder = name.partition("/")[0]
        if folder not in documents:
            expected = f"`{name}` belongs to no part of the law; expected {', '.join(FOLDERS)}."
            problems.append(Problem(name, 1, "folder-unknown", expected))
            continue
        try:
            documents[folder].append(_parsed(name, text))
        except DocumentRefused as refused:
            problems.extend(refused.problems)
    return documents, problems
