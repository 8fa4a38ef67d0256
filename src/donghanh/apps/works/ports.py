"""
What the works ask of apps above and beside them: what an order is for, and the materials' stock.

An app that lets orders be opened for its things plugs one `SubjectPort` for its prefix (`benefit`). The
stock plugs what happens when a crew builds something in; until then the use is only written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class HandedOver:
    """
    An order that was just handed over: what its subject may want to write down.

    facts    : what the order asked for, by code
    readings : register and index of each that the crew read, the last word of each
    """

    order: str
    name: str
    crew: Actor
    at: datetime
    visited_on: date
    signature_sha256: str
    signer: str
    photographs: tuple[int, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    readings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class VisitPlanned:
    """
    A visit that was just planned or moved to a day, whoever asked for it: also the subject's own app.

    why : as it was given; of a visit that follows one that was not possible, else the reason of that one
    """

    order: str
    name: str
    planner: Actor
    day: date
    why: str
    at: datetime


@dataclass(frozen=True)
class MaterialTaken:
    """A material that a crew built in; `unit_code` is the order's."""

    order: str
    unit_code: str
    crew: Actor
    item_code: str
    quantity: int
    serial: str
    record_id: str
    at: datetime


def _nothing(*_: object) -> None:
    """Nobody has plugged anything."""


@dataclass(frozen=True)
class SubjectPort:
    """
    lock        : locks the subject's row, before the order's is locked; gets the name behind the colon
    planned     : called in the transaction that plans or moves a visit; what it raises undoes that
    handed_over : called in the transaction of the hand-over; what it raises undoes the hand-over
    """

    lock: Callable[[str], None] = _nothing
    planned: Callable[[VisitPlanned], None] = _nothing
    handed_over: Callable[[HandedOver], None] = _nothing


@dataclass
class _Plugs:
    subjects: dict[str, SubjectPort] = field(default_factory=dict)
    material: Callable[[MaterialTaken], None] = _nothing


_PLUGS = _Plugs()


def plug_subject(*, prefix: str, port: SubjectPort) -> None:
    """Say what happens to the subjects of a prefix when their orders are handed over."""
    _PLUGS.subjects[prefix] = port


def plug_materials(*, taken: Callable[[MaterialTaken], None]) -> None:
    """Say what the stock does when a crew builds something in; it may refuse with `Refused`."""
    _PLUGS.material = taken


def subject_port(*, subject: str) -> SubjectPort:
    """The port of a subject such as `benefit:M18-21-00001`."""
    return _PLUGS.subjects.get(subject.partition(":")[0], SubjectPort())


def lock_subject(*, subject: str) -> None:
    """Lock what an order is for, before the order itself."""
    subject_port(subject=subject).lock(subject.partition(":")[2])


def take_material(*, taken: MaterialTaken) -> None:
    """Tell the stock."""
    _PLUGS.material(taken)
