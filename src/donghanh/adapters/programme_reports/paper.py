"""
Sets a report's PDF: every text and number is written out here, the template `programme_report` lays it out.

The first page says in words what is late and at risk; a page a programme follows, then lists, draws,
budget, and the digests behind the numbers. The report's own digest and its QR code stand on each page.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import segno

from donghanh.adapters.pdf import build_pdf
from donghanh.adapters.programme_reports.columns import COLUMNS, Column, Line
from donghanh.adapters.programme_reports.paper_parts import effect_parts, money_part
from donghanh.adapters.programme_reports.stamps import Stamp, written, written_day
from donghanh.adapters.programme_reports.words import DRAW_STATES, REASONS, STATUSES, TEXTS, Language, text
from donghanh.kernel.money import format_dong

Facts = Mapping[str, Any]
URGENT = ("late", "at_risk")
NO_PICTURES: Mapping[int, bytes] = {}


def build_report_pdf(
    *, facts: Facts, digest: str, language: Language, stamp: Stamp | None,
    pictures: Mapping[int, bytes] = NO_PICTURES,
) -> bytes:  # fmt: skip
    """
    Set the report as PDF/A-2b; equal facts, stamp, language and pictures give equal bytes.

    facts  : as `apps.programmes.queries.reports.report_facts` gives them
    digest : [hexadecimal SHA-256] of the facts
    stamp  : of an issued report; None sets a draft, and every page says so
    pictures : number -> bytes of the photographs that the facts name
    """
    values = paper_values(facts=facts, digest=digest, language=language, stamp=stamp, pictures=pictures)
    dated = stamp.at if stamp else datetime.fromisoformat(f"{facts['as_of']}T00:00+00:00")
    return build_pdf(template="programme_report", data=values, at=dated)


def paper_values(
    *, facts: Facts, digest: str, language: Language, stamp: Stamp | None,
    pictures: Mapping[int, bytes] = NO_PICTURES,
) -> dict[str, Any]:  # fmt: skip
    """Everything that stands on the paper, as text in the language, in the order of the pages."""
    shorts = {one["code"]: f"{one['row']} {_short(one, language)}" for one in _targets(facts)}
    return {
        "language": language,
        "words": {name: pair[language] for name, pair in TEXTS.items()},
        "issuer": [one[f"name_{language}"] for one in facts["issuer"]],
        "campaign": facts["campaign"][f"name_{language}"],
        "motto": facts["campaign"][f"motto_{language}"],
        "digest": digest,
        "qr": _qr(digest),
        "is_draft": stamp is None,
        "said": _said(facts, language, stamp),
        "urgent": {status: _urgent(facts, status, language) for status in URGENT},
        "heads": [_head(one, language) for one in COLUMNS],
        "tiles": [_tile(one, language) for one in facts["tiles"]],
        "matrix": _matrix(facts, language),
        "overview": [_activity(one, language) for one in sorted(_targets(facts), key=_urgency)],
        "programmes": [_programme(one, language) for one in facts["programmes"]],
        "lists": [_list(one, shorts, language) for one in facts["lists"]],
        "draws": [_draw(one, language) for one in facts["draws"]],
        "budget": [_budget(one, language) for one in facts["budget"]],
        "effects": effect_parts(
            effects=facts.get("effects"),
            pictures=pictures,
            language=language,
            is_of_company=not facts["scope"],
        ),
        "money": money_part(money=facts.get("money"), language=language),
        "behind": [_behind(one, language) for one in _targets(facts)],
        "columns": [{"head": one.head[language], "meaning": one.meaning[language]} for one in COLUMNS],
    }


def _said(facts: Facts, language: Language, stamp: Stamp | None) -> dict[str, str]:
    last = date.fromisoformat(facts["campaign"]["until_on"]).toordinal() - 1
    first = written_day(facts["campaign"]["from_on"])
    issued = "" if stamp is None else text("issued", language, by=stamp.by, at=f"{stamp.at:%H:%M %d/%m/%Y}")
    return {
        "number": text("draft", language) if stamp is None else text("number", language, number=stamp.number),
        "issued": issued,
        "as_of": text("as_of", language, day=written_day(facts["as_of"])),
        "span": text("span", language, first=first, last=f"{date.fromordinal(last):%d/%m/%Y}"),
        "scope": text("scope", language, units=", ".join(facts["scope"])) if facts["scope"] else "",
    }


def _head(column: Column, language: Language) -> dict[str, Any]:
    return {
        "text": column.head[language],
        "right": column.unit != "word",
        "state": column.name == "status",
    }


def _targets(facts: Facts) -> list[Line]:
    """The activities that promise something, in the plan's programmes, worst first."""
    every = [one for programme in facts["programmes"] for one in programme["activities"]]
    return [one for one in every if one["method"] != "measure"]


def _urgency(line: Line) -> int:
    """Late first, then at risk; the others stay in their order."""
    return URGENT.index(line["status"]) if line["status"] in URGENT else len(URGENT)


def _short(line: Line, language: Language) -> str:
    return str(line[f"short_{language}"] or line[f"name_{language}"])


def _urgent(facts: Facts, status: str, language: Language) -> list[str]:
    return [_sentence(one, facts, language) for one in _targets(facts) if one["status"] == status]


def _sentence(line: Line, facts: Facts, language: Language) -> str:
    is_over = line["due_on"] < facts["as_of"]
    left = (
        text("days_over", language, due=written_day(line["due_on"]))
        if is_over
        else text("days_left", language, days=line["days_left"])
    )
    return text(
        "late_line",
        language,
        name=line[f"name_{language}"],
        delivered=written(line["delivered"], language),
        target=written(line["target"], language),
        measured=line[f"measured_in_{language}"],
        missing=written(line["missing"], language),
        left=left,
        why=REASONS[line["why"]][language],
    )


def _programme(programme: Mapping[str, Any], language: Language) -> dict[str, Any]:
    measures = [one for one in programme["activities"] if one["method"] == "measure"]
    others = [one for one in programme["activities"] if one["method"] != "measure"]
    return {
        "name": programme[f"name_{language}"],
        "measures": [
            [one["row"], one[f"name_{language}"], one[f"measured_in_{language}"], one[f"fed_by_{language}"]]
            for one in measures
        ],
        "activities": [_activity(one, language) for one in others],
    }


def _activity(line: Line, language: Language) -> dict[str, Any]:
    return {
        "row": line["row"],
        "name": line[f"name_{language}"],
        "short": _short(line, language),
        "measured_in": line[f"measured_in_{language}"],
        "due_on": written_day(line["due_on"]),
        "status": line["status"],
        "cells": _cells(line, language),
        "units": [
            {"name": _unit_name(one, language), "status": one["status"], "cells": _cells(one, language)}
            for one in line["units"]
        ],
        "counted_digest": line["counted_digest"],
    }


def _cells(line: Line, language: Language) -> list[str]:
    return [written(column.shown(line, language), language) for column in COLUMNS]


def _unit_name(line: Line, language: Language) -> str:
    return line[f"unit_name_{language}"] or text("of_company", language)


def _tile(tile: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {
        "name": tile[f"name_{language}"],
        "row": tile["row"],
        "column": tile["column"],
        "status": tile["status"],
        "word": STATUSES[tile["status"]][language],
        "reached": f"{tile['reached']}/{tile['activities']} {text('reached_word', language)}",
    }


def _matrix(facts: Facts, language: Language) -> dict[str, Any]:
    """Units down, activities across in the plan's order: what each unit has delivered of its share."""
    activities = sorted(_targets(facts), key=lambda one: int(one["row"][1:] or 0))
    cells = {
        (unit["unit_code"], one["code"]): _share(unit, language)
        for one in activities
        for unit in one["units"]
    }
    names = {unit["unit_code"]: _unit_name(unit, language) for one in activities for unit in one["units"]}
    return {
        "heads": [one["row"] for one in activities],
        "rows": [
            [names[code], *(cells.get((code, one["code"]), "–") for one in activities)]
            for code in sorted(names, key=lambda code: code or "~")
        ],
    }


def _share(unit: Line, language: Language) -> str:
    return f"{written(unit['delivered'], language)} / {written(unit['target'], language)}"


def _list(one: Mapping[str, Any], shorts: Mapping[str, str], language: Language) -> list[str]:
    at = datetime.fromisoformat(one["approved_at"])
    name = shorts.get(one["activity_code"]) or one[f"activity_{language}"]
    return [
        f"{name} ({one['unit_code']})" if one["unit_code"] else name,
        str(one["number"]),
        written(one["row_count"], language),
        one["approved_by"],
        f"{at:%H:%M %d/%m/%Y}",
        one["digest"],
    ]


def _draw(one: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {
        "name": f"{one[f'activity_{language}']}, {text('list_number', language).lower()} {one['number']}",
        "state": DRAW_STATES[one["state"]][language],
        "draw_on": written_day(one["draw_on"]),
        "entrants": written(one["entrants"], language),
        "root": one["merkle_root"] or text("not_yet", language),
        "proof": one["proof_digest"] or text("not_yet", language),
    }


def _budget(one: Mapping[str, Any], language: Language) -> list[str]:
    amount = one["amount_dong"]
    return [
        one[f"name_{language}"],
        text("to_be_confirmed", language) if amount is None else format_dong(amount),
    ]


def _behind(line: Line, language: Language) -> dict[str, Any]:
    return {
        "name": f"{line['row']} {line[f'name_{language}']}",
        "counted": line["counted_digest"],
        "lists": line["lists_digests"],
    }


def _qr(digest: str) -> str:
    """The digest as a QR code, drawn with vectors."""
    out = io.BytesIO()
    segno.make_qr(digest, error="m").save(out, kind="svg", border=0, xmldecl=False, nl=False)
    return out.getvalue().decode()
