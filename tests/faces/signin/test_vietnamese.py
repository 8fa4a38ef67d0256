"""The sign-in library says its pages in English; every sentence that can be reached has our Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po

from donghanh.faces import signin

TEMPLATES = Path(allauth.__file__).parent / "templates"
REACHED = [
    *sorted((TEMPLATES / "mfa").rglob("*.html")),
    *sorted((TEMPLATES / "mfa" / "messages").glob("*.txt")),
    *(
        TEMPLATES / "account" / name
        for name in (
            "logout.html",
            "password_change.html",
            "reauthenticate.html",
            "base_reauthenticate.html",
            "account_inactive.html",
            "messages/logged_in.txt",
            "messages/logged_out.txt",
            "messages/password_changed.txt",
        )
    ),
]
# Our own pages stand in for these.
OURS = {"authenticator_list.html"}
QUOTED = re.compile(r"""{%\s*trans(?:late)?\s+(["'])(.*?)\1""")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?[^%]*%}(.*?)(?:{%\s*plural\s*%}.*?)?{%\s*endblocktrans", re.DOTALL
)


def sentences(path):
    text = path.read_text()
    blocks = [re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", block) for block in BLOCK.findall(text)]
    return {words for _, words in QUOTED.findall(text)} | set(blocks)


@pytest.fixture(scope="module")
def vietnamese():
    path = Path(signin.__file__).parent / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale="vi")


@pytest.mark.parametrize(
    "path", [path for path in REACHED if path.name not in OURS], ids=lambda path: path.name
)
def test_every_sentence_of_a_page_has_its_vietnamese(path, vietnamese):
    lacking = [
        words for words in sentences(path) if not (vietnamese.get(words) and vietnamese.get(words).string)
    ]

    assert lacking == []


def test_places_to_fill_are_the_same_in_both_languages(vietnamese):
    place = re.compile(r"%\(\w+\)s|{\w+}")
    for message in vietnamese:
        english = message.id if isinstance(message.id, str) else message.id[1]
        told = message.string if isinstance(message.string, str) else message.string[0]
        if message.id:
            assert set(place.findall(told)) == set(place.findall(english)), message.id
