"""
What must hold of the units' shares that a template names.

For `programme_checks`. Units stand on the campaign's first day, communes are served by the unit that
is to act there, and shares together do not pass the activity's target. Who is named is counted, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.places import Commune, communes_on, units_on
from donghanh.lawbook.programme_words import is_whole

Entry = Mapping[str, Any]


def check_shares(*, document: Document, at: At, activity: Entry) -> Iterator[Problem]:
    """
    Check the named shares of one activity.

    returns : problems `key-missing`, `key-unknown`, `unit-unknown`, `unit-repeated`, `not-whole`,
              `shares-above-target`, `commune-unknown`, `commune-of-another-unit`, `more-named-than-share`
    """
    shares = document.entries(*at, "shares") if activity.get("shares") else []
    day = document.content["span"].get("from")
    if not shares or not hasattr(day, "isoformat"):
        return
    units = {unit.code for unit in units_on(day=day)}
    communes = {commune.code: commune for commune in communes_on(day=day)}
    for place, share in shares:
        yield from _check_share(document, place, share, units)
        yield from _check_communes(document, place, share, communes)
    yield from _check_sum(document, at, activity, [share for _, share in shares])


def _check_share(document: Document, at: At, share: Entry, units: set[str]) -> Iterator[Problem]:
    allowed = {"note", "named", "communes", "source"}
    yield from check_keys(document=document, at=at, entry=share, needed={"unit", "amount"}, allowed=allowed)
    if share.get("note"):
        words = {"vi", "en"}
        yield from check_keys(
            document=document, at=(*at, "note"), entry=share["note"], needed=words, allowed=set()
        )
    if share.get("unit") not in units:
        text = f"unit {share.get('unit')!r} is not one of {', '.join(sorted(units))}."
        yield document.problem("unit-unknown", text, *at, "unit")
    if not is_whole(share.get("amount")):
        text = f"`amount` is {share.get('amount')!r}; expected a whole number from 0."
        yield document.problem("not-whole", text, *at, "amount")
    elif len(share.get("named") or ()) > share["amount"]:
        text = f"{len(share['named'])} are named, but the share is {share['amount']}."
        yield document.problem("more-named-than-share", text, *at, "named")


def _check_communes(
    document: Document, at: At, share: Entry, communes: Mapping[str, Commune]
) -> Iterator[Problem]:
    day = document.content["span"]["from"]
    said: list[tuple[At, Any]] = [
        ((*at, "communes", n), code) for n, code in enumerate(share.get("communes") or ())
    ]
    for place, named in document.entries(*at, "named") if share.get("named") else []:
        needed = {"name", "commune", "address"}
        yield from check_keys(document=document, at=place, entry=named, needed=needed, allowed=set())
        said.append((place, named.get("commune")))
    for place, code in said:
        commune = communes.get(str(code))
        if commune is None:
            text = f"commune {code!r} is not a commune of {day}; give its code of five digits, in quotes."
            yield document.problem("commune-unknown", text, *place)
        elif commune.unit_code_on(day=day) != share.get("unit"):
            text = f"{commune.name} is served by {commune.unit_code_on(day=day)}, not by {share.get('unit')}."
            yield document.problem("commune-of-another-unit", text, *place)


def _check_sum(document: Document, at: At, activity: Entry, shares: list[Entry]) -> Iterator[Problem]:
    units = [share.get("unit") for share in shares]
    for unit in sorted({str(unit) for unit in units if units.count(unit) > 1}):
        yield document.problem(
            "unit-repeated", f"{unit} has more than one share; add them up.", *at, "shares"
        )
    amounts = [share["amount"] for share in shares if is_whole(share.get("amount"))]
    target = activity.get("target")
    if is_whole(target) and sum(amounts) > int(target or 0):
        text = f"the named shares sum to {sum(amounts)}, above the target of {target}."
        yield document.problem("shares-above-target", text, *at, "shares")
