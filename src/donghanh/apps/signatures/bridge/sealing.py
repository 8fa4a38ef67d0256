"""What the company's signature says that it is of: the document, what was shown, the head of the evidence."""

from __future__ import annotations

import re

REASON = re.compile(
    r"^Văn bản (?P<code>VB-\d\d-\d{6,}); SHA-256 (?P<shown>[0-9a-f]{64}); "
    r"bằng chứng (?P<evidence>[0-9a-f]{64})$"
)


def reason_of(*, code: str, shown: str, evidence: str) -> str:
    """Say it in the words that stand inside of the signed bytes; `REASON` reads them again."""
    return f"Văn bản {code}; SHA-256 {shown}; bằng chứng {evidence}"
