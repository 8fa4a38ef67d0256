"""Sentences of the pages: each is found where it stands, and told apart from those with English."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from donghanh.faces.cli import message_catalogues, message_sources
from donghanh.faces.cli.messages import messages


@pytest.fixture
def faces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small house of faces: a desk with one template and one page."""
    (tmp_path / "desk/templates/desk/lists").mkdir(parents=True)
    (tmp_path / "desk/templates/desk/lists/index.html").write_text(
        "{% load i18n %}\n  <h1>{% translate 'Danh sách' %}</h1>\n"
        "    {% if x %}\n {% blocktranslate count n=n %}{{ n }} mục{% plural %}{{ n }} các mục"
        "{% endblocktranslate %}{% endif %}\n{{ _('Hạn') }} "
        "{% comment %}{% translate 'Không hiện' %}{% endcomment %}",
        encoding="utf-8",
    )
    (tmp_path / "desk/page.py").write_text('label = gettext_lazy("Bốc thăm")\n', encoding="utf-8")
    monkeypatch.setattr(message_sources, "FACES", tmp_path)
    return tmp_path


def ask(*words: str):
    return CliRunner().invoke(messages, words)


def fill(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for vietnamese, english in pairs:
        text = text.replace(f'msgid "{vietnamese}"\nmsgstr ""', f'msgid "{vietnamese}"\nmsgstr "{english}"')
    path.write_text(text, encoding="utf-8")


def test_sentences_are_found_in_templates_and_python_with_their_line(faces) -> None:
    found = {(one.path.name, one.line, one.text) for one in message_sources.sentences(root=faces)}

    assert found == {
        ("index.html", 2, "Danh sách"),
        ("index.html", 4, "%(n)s mục"),
        ("index.html", 5, "Hạn"),
        ("page.py", 1, "Bốc thăm"),
    }


def test_check_names_file_and_line_and_ends_with_one(faces) -> None:
    answer = ask("check")

    assert answer.exit_code == 1
    assert "desk/page.py:1: no English text: 'Bốc thăm'" in answer.output
    assert "4 lacking" in answer.output


def test_check_prints_one_json_document(faces) -> None:
    assert len(json.loads(ask("check", "--json").stdout)["lacking"]) == 4


def test_extract_adds_to_the_catalogue_of_the_face_once(faces) -> None:
    ask("extract")
    again = ask("extract")

    catalogue = (faces / "desk/locale" / message_catalogues.INSIDE).read_text(encoding="utf-8")
    assert catalogue.count('msgid "Danh sách"') == 1
    assert catalogue.count("msgid_plural") == 1
    assert "nothing to add" in again.output


def test_extract_prefers_the_catalogue_of_the_subject(faces) -> None:
    (faces / "desk/lists_locale").mkdir()

    ask("extract")

    own = (faces / "desk/lists_locale" / message_catalogues.INSIDE).read_text(encoding="utf-8")
    assert 'msgid "Danh sách"' in own
    assert 'msgid "Bốc thăm"' not in own


def test_empty_english_is_still_lacking_and_a_full_catalogue_passes(faces) -> None:
    ask("extract")
    path = faces / "desk/locale" / message_catalogues.INSIDE
    fill(path, ("Danh sách", "Lists"), ("Hạn", "Due"), ("Bốc thăm", "Draw"))
    before = ask("check")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "%(n)s item"\nmsgstr[1] "%(n)s items"'), "utf-8"
    )

    assert "1 lacking" in before.output
    assert ask("check").exit_code == 0


def test_english_with_another_place_to_fill_is_refused(faces) -> None:
    ask("extract")
    path = faces / "desk/locale" / message_catalogues.INSIDE
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "%(m)s item"\nmsgstr[1] "%(m)s items"'), "utf-8"
    )

    assert "places to fill differ: ['m', 'n']" in ask("check").output


def test_compile_writes_what_changed_and_only_that(faces) -> None:
    import gettext

    ask("extract")
    path = faces / "desk/locale" / message_catalogues.INSIDE
    fill(path, ("Hạn", "Due"))

    first, second = ask("compile").output, ask("compile").output

    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hạn") == "Due"
    assert (first.split()[0], second.split()[0]) == ("1", "0")


def test_every_catalogue_of_the_house_can_be_read_and_names_its_plural_forms() -> None:
    for path in message_catalogues.catalogue_paths(root=message_sources.FACES):
        assert message_catalogues.read_catalogue(path=path).num_plurals == 2, path


def test_design_system_and_frames_are_complete_in_english() -> None:
    books = [
        message_catalogues.read_catalogue(path=path)
        for path in message_catalogues.catalogue_paths(root=message_sources.FACES)
    ]
    said = [
        sentence
        for sentence in message_sources.sentences(root=message_sources.FACES)
        if "design" in sentence.path.parts or sentence.path.name == "frame.html"
    ]

    assert len(said) > 100
    assert message_catalogues.lacks(sentences=said, catalogues=books) == []
