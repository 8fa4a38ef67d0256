"""
The desk's list of subjects. Each subject enters itself here from the file that names its addresses.

>>> enter(name="desk_board", label="Bảng theo dõi", position=10)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class Entry:
    """One line of the list: the page's URL name, its text, its place, and who sees it (None: everybody)."""

    name: str
    label: str | Promise
    position: int
    roles: frozenset[str] | None = None


ENTRIES: dict[str, Entry] = {}
_SEARCH: list[str] = []


def enter(*, name: str, label: str | Promise, position: int, roles: Collection[str] | None = None) -> None:
    """
    Put a subject on the desk's list; entering it twice changes nothing.

    name     : URL name of the subject's first page, without arguments
    position : smaller stands higher; keep to tens
    roles    : who sees the entry; None for everybody who is signed in
    """
    ENTRIES[name] = Entry(name, label, position, None if roles is None else frozenset(roles))


def search_at(*, name: str) -> None:
    """Say which page, by its URL name, answers the search field in the desk's head."""
    _SEARCH[:] = [name]


def search_address() -> str | None:
    """Address of the page that answers the search field; None while no subject has said so."""
    return next((_address(name) for name in _SEARCH), None)


def lines(*, request: HttpRequest, actor: Actor | None) -> list[tuple[str, str, bool]]:
    """List (address, label, whether it is the page's own subject) for somebody who is signed in."""
    if actor is None:
        return []
    shown = sorted((entry for entry in ENTRIES.values() if _sees(actor, entry)), key=lambda e: e.position)
    addresses = [(_address(entry.name), str(entry.label)) for entry in shown]
    return [(url, label, _is_inside(request.path, url)) for url, label in addresses if url]


def _sees(actor: Actor, entry: Entry) -> bool:
    return entry.roles is None or bool(entry.roles & actor.roles)


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _is_inside(path: str, url: str) -> bool:
    return path == url if url == "/ban/" else path.startswith(url)
