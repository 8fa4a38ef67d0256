"""
Units and communes: who serves where, on which day.

For the organisation tree, addresses, the map of tiles and every scope of rights. `units.yaml` holds
corporation, company, departments and the nine units; `communes-<district>-….yaml` the communes of a
district and the unit that serves them. Days matter: units merge, communes are rearranged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.kernel.spans import Span
from donghanh.lawbook.commune_checks import check_communes
from donghanh.lawbook.dates import readable_span, span_of
from donghanh.lawbook.documents import DATA, Document, Problem, read_documents, readable_documents
from donghanh.lawbook.sources import Source, check_sources, sources_of
from donghanh.lawbook.unit_checks import check_units

FOLDER = DATA / "places"
COMMUNE_KINDS = {"Phường": "ward", "Thị trấn": "town", "Xã": "commune"}


@dataclass(frozen=True)
class Tile:
    """Where a unit stands on the map of tiles: column from the west, row from the north, from 0."""

    column: int
    row: int


@dataclass(frozen=True)
class Unit:
    """A node of the organisation: corporation, company, department or (power) unit."""

    code: str
    kind: str
    name_vi: str
    name_en: str
    short_name: str
    parent_code: str | None
    span: Span[date]
    source: Source
    district_codes: tuple[str, ...] = ()
    tile: Tile | None = None


@dataclass(frozen=True)
class District:
    """A district, or the city, of the province."""

    code: str
    name_vi: str
    name_en: str


@dataclass(frozen=True)
class Service:
    """That a unit serves a commune, on the days of `span`."""

    unit_code: str
    span: Span[date]
    source: Source


@dataclass(frozen=True)
class Commune:
    """A ward, a town or a commune, with the units that have served it."""

    code: str
    name: str
    kind: str
    district: District
    span: Span[date]
    served_by: tuple[Service, ...]
    source: Source

    def unit_code_on(self, *, day: date) -> str | None:
        """Answer the unit that serves the commune on `day`; None when none is known."""
        return next((service.unit_code for service in self.served_by if day in service.span), None)


@dataclass(frozen=True)
class Places:
    """All that the lawbook knows of units and communes, of any day."""

    units: tuple[Unit, ...]
    districts: tuple[District, ...]
    communes: tuple[Commune, ...]


@cache
def read_places(*, folder: Path = FOLDER) -> Places:
    """
    Read units, districts and communes; units in the order of the document, communes by code.

    >>> len(read_places().communes)
    226
    """
    tree = [unit for document in read_documents(folder=folder, kind="units") for unit in _units(document)]
    documents = read_documents(folder=folder, kind="communes")
    communes = [commune for document in documents for commune in _communes(document)]
    districts = {commune.district.code: commune.district for commune in communes}
    return Places(
        units=tuple(tree),
        districts=tuple(districts[code] for code in sorted(districts)),
        communes=tuple(sorted(communes, key=lambda commune: commune.code)),
    )


def units_on(*, day: date) -> tuple[Unit, ...]:
    """List the power units that stand on `day`, without corporation, company and departments."""
    return tuple(unit for unit in read_places().units if unit.kind == "unit" and day in unit.span)


def communes_on(*, day: date) -> tuple[Commune, ...]:
    """List the communes that stand on `day`, by code."""
    return tuple(commune for commune in read_places().communes if day in commune.span)


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the documents of units and communes.

    returns : problems of `check_sources`, `check_units`, `check_communes`, and `kind-unknown`
    """
    documents, problems = readable_documents(folder=folder)
    of_kind: dict[str, list[Document]] = {"units": [], "communes": []}
    for document in documents:
        problems += check_sources(document)
        if document.content.get("kind") not in of_kind:
            text = f"`kind` is {document.content.get('kind')!r}; expected one of {', '.join(of_kind)}."
            problems.append(document.problem("kind-unknown", text, "kind"))
        else:
            of_kind[document.content["kind"]].append(document)
    problems += check_units(of_kind["units"])
    days = {code: span for document in of_kind["units"] for code, span in _days_of_units(document)}
    problems += check_communes(of_kind["communes"], units=days, kinds=tuple(COMMUNE_KINDS))
    return problems


def _days_of_units(document: Document) -> Iterator[tuple[str, Span[date] | None]]:
    default = document.content.get("span") or {}
    for _, entry in document.entries("units"):
        yield str(entry.get("code")), readable_span(entry.get("span") or default)


def _units(document: Document) -> list[Unit]:
    sources, default = sources_of(document), document.content["source"]
    return [
        Unit(
            code=entry["code"],
            kind=entry["kind"],
            name_vi=entry["vi"],
            name_en=entry["en"],
            short_name=entry["short"],
            parent_code=entry["parent"],
            span=span_of(entry.get("span", document.content["span"])),
            source=sources[entry.get("source", default)],
            district_codes=tuple(entry.get("districts", ())),
            tile=Tile(entry["tile"]["column"], entry["tile"]["row"]) if "tile" in entry else None,
        )
        for _, entry in document.entries("units")
    ]


def _communes(document: Document) -> list[Commune]:
    content, sources = document.content, sources_of(document)
    district = District(content["district"]["code"], content["district"]["vi"], content["district"]["en"])
    return [
        Commune(
            code=entry["code"],
            name=entry["name"],
            kind=kind_of_commune(entry["name"]),
            district=district,
            span=span_of(entry.get("span", content["span"])),
            served_by=tuple(
                Service(service["unit"], span_of(service), sources[service.get("source", content["source"])])
                for service in entry.get("served_by", content["served_by"])
            ),
            source=sources[entry.get("source", content["source"])],
        )
        for _, entry in document.entries("communes")
    ]


def kind_of_commune(name: str) -> str:
    """
    Read the kind of a commune from its full name: ward, town or commune.

    >>> kind_of_commune("Thị trấn Mỹ Lộc")
    'town'
    """
    return next(kind for word, kind in COMMUNE_KINDS.items() if name.startswith(word + " "))
