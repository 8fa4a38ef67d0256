"""Keeps what somebody states of places and people: where communes lie, who is qualified for what."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.works.models import CommunePosition, CrewQualification
from donghanh.apps.works.queries.crews import RECORDED
from donghanh.apps.works.refusals import NotFound, Refused

COLUMNS = ("commune_code", "latitude", "longitude", "source")
KEEPERS = ("director", "business", "office")
# The northern delta with a wide margin; a swapped pair of columns falls out of it.
NORTH, EAST = (8, 24), (102, 110)
MICRO = 1_000_000


@dataclass(frozen=True)
class PositionsKept:
    """How many positions were kept, and how many said what was known already."""

    new: int
    same: int


@transaction.atomic
def import_positions(*, actor: Actor, text: str, at: datetime, is_generated: bool = False) -> PositionsKept:
    """
    Keep where communes lie, from a CSV with the columns commune_code, latitude, longitude, source.

    Degrees are decimal numbers of WGS 84. All rows are kept or none.

    raises : Forbidden; Refused `positions-wrong`, with every line that is wrong in facts["problems"]
    """
    check_role(actor=actor, roles=KEEPERS, act="import_positions")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        found = ", ".join(reader.fieldnames or ()) or "nothing"
        _refuse([f"line 1: the columns are {found}; expected {', '.join(COLUMNS)}"])
    known = organisation.commune_names()
    rows, problems = [], []
    for number, said in enumerate(reader, start=2):
        try:
            rows.append(_row(said, known))
        except ValueError as reason:
            problems.append(f"line {number}: {reason}")
    if problems or not rows:
        _refuse(problems or ["line 2: there is no row"])
    return _kept(actor=actor, rows=rows, at=at, is_generated=is_generated)


def _refuse(problems: list[str]) -> None:
    raise Refused("positions-wrong", "; ".join(problems[:20]), problems=problems)


def _row(said: dict[str, str], known: dict[str, str]) -> tuple[str, int, int, str]:
    code, source = (said["commune_code"] or "").strip(), (said["source"] or "").strip()
    if code not in known:
        raise ValueError(f"no commune has the code {code[:20]!r}")
    if not source or len(source) > 300:
        raise ValueError("`source` is a text of 1 to 300 signs: who says where it lies")
    return code, _degrees(said, "latitude", NORTH), _degrees(said, "longitude", EAST), source


def _degrees(said: dict[str, str], name: str, within: tuple[int, int]) -> int:
    try:
        value = Decimal((said[name] or "").strip())
    except InvalidOperation as reason:
        raise ValueError(
            f"`{name}` is {str(said[name])[:20]!r}; expected degrees such as 20.4204"
        ) from reason
    if not value.is_finite() or not within[0] <= value <= within[1]:
        raise ValueError(f"`{name}` is {value}; expected degrees from {within[0]} to {within[1]}")
    return int((value * MICRO).to_integral_value())


def _kept(
    *, actor: Actor, rows: list[tuple[str, int, int, str]], at: datetime, is_generated: bool
) -> PositionsKept:
    before = {
        row.commune_code: (
            row.commune_code,
            row.latitude_microdegrees,
            row.longitude_microdegrees,
            row.source,
        )
        for row in CommunePosition.objects.order_by("id")
    }
    new = [row for row in dict.fromkeys(rows) if before.get(row[0]) != row]
    CommunePosition.objects.bulk_create(
        CommunePosition(
            commune_code=code, latitude_microdegrees=north, longitude_microdegrees=east, source=source,
            is_generated=is_generated, product_at=at,
        )
        for code, north, east, source in new
    )  # fmt: skip
    if new:
        told = {"count": len(new), "is_generated": is_generated}
        record_act(actor=actor, act="work.import_positions", subject="works:positions", facts=told, at=at)
    return PositionsKept(len(new), len(rows) - len(new))


@transaction.atomic
def record_qualification(
    *, actor: Actor, username: str, word: str, from_on: date, until_on: date | None, source: str, at: datetime
) -> None:
    """
    Record that somebody of a crew is qualified, as a certificate says.

    word   : live_line; without it nobody is sent to wash insulators on a live line
    raises : Forbidden; NotFound, for a name that nobody signs in with; Refused `qualification-wrong`
    """
    check_role(actor=actor, roles=KEEPERS, act="record_qualification")
    person = organisation.actor_named(username=username, on=from_on)
    if person is None or person.staff_id is None:
        raise NotFound("staff", username)
    if word not in RECORDED or not source.strip() or (until_on is not None and until_on <= from_on):
        raise Refused(
            "qualification-wrong",
            f"Give one of {', '.join(sorted(RECORDED))}, the certificate as source, an end after its begin.",
            word=word,
        )
    CrewQualification.objects.create(
        staff_id=person.staff_id, word=word, from_on=from_on, until_on=until_on, source=source.strip(),
        product_at=at,
    )  # fmt: skip
    told = {"word": word, "from_on": from_on.isoformat(), "source": source.strip()}
    record_act(actor=actor, act="work.qualify", subject=f"staff:{username}", facts=told, at=at)
