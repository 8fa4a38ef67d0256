"""Files that come with a form, and files as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from donghanh.apps.evidence.queries import EvidenceCard
from donghanh.faces.desk.asking import address

MOST = 6
LARGEST = 10 * 1024 * 1024


def given(request: HttpRequest, name: str) -> list[tuple[str, bytes]]:
    """Names and bytes of the files of a field; one too large comes cut, and is refused as such."""
    files: list[UploadedFile] = request.FILES.getlist(name)[:MOST]
    return [(file.name or "file", file.read(LARGEST + 1)) for file in files]


def shown(files: Sequence[EvidenceCard]) -> list[dict[str, Any]]:
    """Files for a list of pictures."""
    return [
        {
            "url": address("evidence-file", one.number),
            "small": address("evidence-file", one.number, small=1) if one.is_picture else "",
            "name": one.name, "by": one.by, "at": one.at,
        }
        for one in files
    ]  # fmt: skip
