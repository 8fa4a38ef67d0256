"""
The shape of a campaign's template: where an entry, a list or a text stands.

For `programme_checks`. Numbers, days and words with a fixed choice have checks of their own.
"""

from __future__ import annotations

from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape

WORDS: Shape = {"vi": TEXT, "en": TEXT}
ENTRY: Shape = {ANY: FREE}

SHARE: Shape = {
    "unit": TEXT,
    "note": WORDS,
    "communes": [TEXT],
    "named": [{"name": TEXT, "commune": TEXT, "address": TEXT}],
    "source": TEXT,
}

ACTIVITY: Shape = {
    "code": TEXT,
    "row": TEXT,
    "programme": TEXT,
    "method": TEXT,
    "name": WORDS,
    "short": WORDS,
    "unit_of_measure": WORDS,
    "measure": TEXT,
    "fed_by": WORDS,
    "rule": ENTRY,
    "methods_of_work": [TEXT],
    "roles": {ANY: [TEXT]},
    "item": TEXT,
    "stock": TEXT,
    "allocate": {ANY: FREE, "order": [TEXT]},
    "way": TEXT,
    "pace": TEXT,
    "variation": TEXT,
    "shares": [SHARE],
    "source": TEXT,
}

STACKED: Shape = {
    "rule": TEXT,
    "activity": TEXT,
    "with": TEXT,
    "says": TEXT,
    "why": WORDS,
    "source": TEXT,
}

SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "code": TEXT,
    "previous": TEXT,
    "name": WORDS,
    "motto": WORDS,
    "span": ENTRY,
    "programmes": [{"code": TEXT, "name": WORDS}],
    "ways": {ANY: {ANY: FREE, "normal": ENTRY, "quarantined": ENTRY, "locked_down": ENTRY}},
    "paces": {ANY: ENTRY},
    "variations": {ANY: ENTRY},
    "confirmation": ENTRY,
    "stacking": [STACKED],
    "activities": [ACTIVITY],
    "budget": [{"code": TEXT, "activity": TEXT, "name": WORDS, "status": TEXT, "source": TEXT}],
}
