"""
The desk's list of subjects. Each subject enters itself here from the file that names its addresses.

>>> enter(name="desk_board", label="Bảng theo dõi", position=10, section=MONTHS)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Actor

# The list's headings, from the top down.
MONTHS, REQUESTS, DOING, LISTENING, PEOPLE = "months", "requests", "doing", "listening", "people"
HEADINGS = {
    MONTHS: _("Tháng tri ân"),
    REQUESTS: _("Yêu cầu và tổng đài"),
    DOING: _("Thực hiện"),
    LISTENING: _("Lắng nghe"),
    PEOPLE: _("Khách hàng và đơn vị"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the list: the page's URL name, its text, its place in a section, who sees it."""

    name: str
    label: str | Promise
    position: int
    section: str
    roles: frozenset[str] | None = None


class Line(NamedTuple):
    """A line as a page shows it; is_here: the page belongs to this subject."""

    url: str
    label: str
    is_here: bool
    heading: str


ENTRIES: dict[str, Entry] = {}
_SEARCH: list[str] = []


def enter(
    *, name: str, label: str | Promise, position: int, section: str, roles: Collection[str] | None = None
) -> None:
    """
    Put a subject on the desk's list; entering it twice changes nothing.

    name     : URL name of the subject's first page, without arguments
    position : smaller stands higher within the section; keep to tens
    section  : one of HEADINGS
    roles    : who sees the entry; None for everybody who is signed in
    """
    ENTRIES[name] = Entry(name, label, position, section, None if roles is None else frozenset(roles))


def search_at(*, name: str) -> None:
    """Say which page, by its URL name, answers the search field in the desk's head."""
    _SEARCH[:] = [name]


def search_address() -> str | None:
    """Address of the page that answers the search field; None while no subject has said so."""
    return next((_address(name) for name in _SEARCH), None)


def lines(*, request: HttpRequest, actor: Actor | None) -> list[Line]:
    """List what somebody who is signed in may see, section by section."""
    if actor is None:
        return []
    places = list(HEADINGS)
    shown = sorted(
        (entry for entry in ENTRIES.values() if _sees(actor, entry)),
        key=lambda entry: (places.index(entry.section), entry.position),
    )
    found = [(url, entry) for entry in shown if (url := _address(entry.name))]
    here = _subject_of(request.path, [url for url, _entry in found])
    return [Line(url, str(entry.label), url == here, str(HEADINGS[entry.section])) for url, entry in found]


def _sees(actor: Actor, entry: Entry) -> bool:
    return entry.roles is None or bool(entry.roles & actor.roles)


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _subject_of(path: str, urls: list[str]) -> str | None:
    """The address that a page lies below, the longest of several; the board's holds for itself alone."""
    return max(
        (url for url in urls if path == url or (url != "/ban/" and path.startswith(url))),
        key=len,
        default=None,
    )
