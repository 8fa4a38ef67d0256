"""
What must hold of the methods of work of an activity: each has a document, made for the activity's way.

For `programme_activity_checks`. A name that nothing stands behind would not stop anybody: another method
would be taken in silence, and a crew would go with other safety steps than the template says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from donghanh.lawbook.documents import At, Document, Problem
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.work_methods import work_methods


def check_methods_of_work(*, document: Document, at: At, activity: Mapping[str, Any]) -> Iterator[Problem]:
    """
    Check the methods that an activity names, each on its own line.

    returns : problems `word-unknown`, `way-differs`
    """
    known: dict[str, set[str]] = {}
    for method in work_methods():
        known.setdefault(method.code, set()).update(method.ways)
    way = activity.get("way")
    for place, code in enumerate(activity.get("methods_of_work") or ()):
        where = (*at, "methods_of_work", place)
        if code not in known:
            yield unknown_word(document, "methods_of_work", code, tuple(known), *where)
        elif way not in known[code]:
            text = (
                f"The method '{code}' is for {', '.join(sorted(known[code]))}; the activity's way is {way}."
            )
            yield document.problem("way-differs", text, *where)
