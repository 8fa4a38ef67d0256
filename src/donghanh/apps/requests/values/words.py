"""Words of a case to choose from or to read: reasons, documents, answers of the form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NamedChoice:
    """
    A word to choose from, with what people read for it.

    needs_evidence, evidence : of a reason for a pause, and the sorts of proof of which one must be there;
                               the code of the sort goes into `Attachment.document`
    """

    code: str
    vi: str
    en: str
    needs_evidence: bool = False
    evidence: tuple[NamedChoice, ...] = ()


@dataclass(frozen=True)
class DocumentRow:
    """A document of the service and whether a file of the case is it."""

    code: str
    vi: str
    en: str
    is_required: bool
    is_there: bool


@dataclass(frozen=True)
class FieldRow:
    """A field of the form as it was answered; of a choice in both languages."""

    code: str
    vi: str
    en: str
    value: str
    value_en: str
