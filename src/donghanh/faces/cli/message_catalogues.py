"""The English catalogues beside the faces: read, compared with the pages, extended, compiled.

A catalogue is `faces/<face>/[<subject>_]locale/en/LC_MESSAGES/django.po`. Django adds all of them together,
so a sentence may stand in any; a new one is put into the catalogue nearest to the file that says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from donghanh.faces.cli.message_sources import Sentence

INSIDE = Path("en", "LC_MESSAGES", "django.po")
HEADER = """# English of the sentences that stand in Vietnamese in the pages beside this catalogue.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACE = re.compile(r"%\((\w+)\)[sd]")


@dataclass(frozen=True)
class Lack:
    """What is wrong with the English of one sentence."""

    sentence: Sentence
    problem: str


def catalogue_paths(*, root: Path) -> list[Path]:
    """List the English catalogues below `root`."""
    found = [*root.rglob(f"locale/{INSIDE}"), *root.rglob(f"*_locale/{INSIDE}")]
    return sorted(set(found))


def compilable_paths(*, root: Path) -> list[Path]:
    """List the catalogues of every language: also Vietnamese, for a library whose source text is English."""
    inside = "*/LC_MESSAGES/django.po"
    return sorted({*root.rglob(f"locale/{inside}"), *root.rglob(f"*_locale/{inside}")})


def read_catalogue(*, path: Path) -> Catalog:
    """Read a catalogue, or begin an empty one where there is none."""
    language = path.parent.parent.name
    if not path.exists():
        return Catalog(locale=language, domain="django", project="donghanh", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def lacks(*, sentences: Iterable[Sentence], catalogues: Iterable[Catalog]) -> list[Lack]:
    """
    List the sentences without a usable English text, each once.

    A text is usable when it stands for one and for many, is not marked fuzzy, and has the same places.
    """
    known = {
        (message.context, _key(message)): message for book in catalogues for message in book if _said(message)
    }
    asked = {(sentence.context, sentence.text): sentence for sentence in sentences}
    judged = [Lack(sentence, _problem(sentence, known.get(name))) for name, sentence in asked.items()]
    return [lack for lack in judged if lack.problem]


def add_missing(*, lacking: Iterable[Lack], root: Path) -> dict[Path, int]:
    """Add an empty entry for each sentence that has none; returns how many were added to which catalogue."""
    added: dict[Path, int] = {}
    for lack in lacking:
        path = nearest_catalogue(path=lack.sentence.path, root=root)
        book = read_catalogue(path=path)
        if book.get(lack.sentence.text, lack.sentence.context) is None:
            _add(book, lack.sentence, root)
            _write(path, book)
            added[path] = added.get(path, 0) + 1
    return added


def nearest_catalogue(*, path: Path, root: Path) -> Path:
    """Choose the catalogue of a subject whose name stands in the file's path, else the face's own."""
    parts = path.relative_to(root).parts
    face = root / parts[0]
    subjects = {place.name.removesuffix("_locale"): place for place in face.glob("*_locale")}
    words = {Path(part).stem for part in parts}
    named = sorted(subject for subject in subjects if subject in words)
    return (subjects[named[0]] if named else face / "locale") / INSIDE


def compile_catalogue(*, path: Path) -> Path | None:
    """Write the .mo beside a catalogue, whole or not at all; None when it was already up to date."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
        return None
    with NamedTemporaryFile(dir=path.parent, suffix=".mo.part", delete=False) as part:
        write_mo(part, _read_any(path))
    Path(part.name).chmod(0o644)
    return Path(part.name).replace(target)


def _read_any(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="django")


def _problem(sentence: Sentence, message: Message | None) -> str:
    if message is None:
        return "no English text"
    if message.fuzzy:
        return "the English text is marked fuzzy"
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if sentence.plural and len([text for text in texts if text]) < 2:
        return "the English text has no form for many"
    places = {place for text in texts for place in PLACE.findall(text)}
    wanted = {place for text in (sentence.text, sentence.plural or "") for place in PLACE.findall(text)}
    return f"places to fill differ: {sorted(wanted ^ places)}" if wanted ^ places else ""


def _said(message: Message) -> bool:
    return bool(
        message.id and message.string and (not isinstance(message.string, tuple) or any(message.string))
    )


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def _add(book: Catalog, sentence: Sentence, root: Path) -> None:
    name = (sentence.text, sentence.plural) if sentence.plural else sentence.text
    place = (str(sentence.path.relative_to(root)), None)
    book.add(name, context=sentence.context, locations=[place])  # type: ignore[list-item]


def _write(path: Path, book: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, book, width=110, omit_header=True)
