"""A report's facts as rows of tables; the columns are those of the one table that every report reads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.adapters.programme_reports.columns import COLUMNS, UNITS, Line
from donghanh.adapters.programme_reports.words import Language
from donghanh.apps.programmes.queries.reports import Facts
from donghanh.faces.desk.programmes.wording import STATUS_TONES


def columns(*, language: Language) -> list[dict[str, object]]:
    """The name of the line, then every column of a report."""
    first = {"key": "line", "label": _("Hoạt động, đơn vị")}
    return [first, *(_column(one.name, one.head[language], one.unit) for one in COLUMNS)]


def explained(*, language: Language) -> list[tuple[str, str, str]]:
    """What each column means and what its numbers count."""
    return [(one.head[language], UNITS[one.unit][language], one.meaning[language]) for one in COLUMNS]


def programmes(*, facts: Facts, language: Language) -> list[dict[str, Any]]:
    """Each programme with its activities, or with its measures and where their numbers will come from."""
    return [
        {
            "name": programme[f"name_{language}"],
            "rows": [
                _row(one, f"{one['row']} {_short(one, language)}", language) for one in _promising(programme)
            ],
            "activities": [_activity(one, language) for one in _promising(programme)],
            "measures": [
                (f"{one['row']} {one[f'name_{language}']}", one[f"fed_by_{language}"])
                for one in programme["activities"]
                if one["method"] == "measure"
            ],
        }
        for programme in facts["programmes"]
    ]


def _short(activity: Line, language: Language) -> str:
    return str(activity[f"short_{language}"] or activity[f"name_{language}"])


def _promising(programme: Line) -> list[Line]:
    return [one for one in programme["activities"] if one["method"] != "measure"]


def _activity(activity: Line, language: Language) -> dict[str, Any]:
    """What opens below an activity: its units, and the digests behind its numbers."""
    of_company = _("Toàn công ty, chưa giao đơn vị")
    return {
        "name": f"{activity['row']} {_short(activity, language)}",
        "rows": [
            _row(one, one[f"unit_name_{language}"] or of_company, language) for one in activity["units"]
        ],
        "counted": activity["counted_digest"],
        "lists": activity["lists_digests"],
    }


def _column(name: str, label: str, unit: str) -> dict[str, object]:
    if name == "status":
        return {"key": name, "label": label, "kind": "status", "tone_key": "tone"}
    return {"key": name, "label": label, "kind": "text" if unit == "word" else "number"}


def _row(line: Line, name: str, language: Language) -> dict[str, Any]:
    shown = {one.name: one.shown(line, language) for one in COLUMNS}
    return {"line": name, **shown, "tone": STATUS_TONES.get(line["status"], "idle")}
