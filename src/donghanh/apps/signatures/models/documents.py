"""A document that is offered for signature, and its files; what was offered is never edited."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.engines.signatures.moves import OPEN

FROZEN = (
    "code", "subject", "kind", "unit", "title_vi", "title_en", "words", "content_sha256", "signer_name",
    "phone", "link_nonce", "link_sha256", "replaces", "offered_at",
)  # fmt: skip
"""What never changes once the document is offered."""
FILE_KINDS = ("offered", "reading_copy", "signed")


class SignedDocument(models.Model):
    """
    One document for one signer.

    code        : `VB-21-000001`
    subject     : what it is for, such as `supply-contract:YC-21-000001`
    words       : headings and paragraphs in both languages, as they are shown on the page and in the PDF
    content_sha256 : of `words`; stands in the evidence beside the PDF's
    phone       : to which the one-time codes are sent, as it was when the document was offered
    link_nonce, link_sha256 : of the signer's own address; the address itself is not kept
    state       : kept for lists and locks; the rows of evidence are what is believed
    replaces    : the document that this one takes the place of
    """

    code = models.CharField(max_length=16, unique=True, db_collation="C")
    subject = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    words = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    signer_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20)
    link_nonce = models.BinaryField(max_length=32)
    link_sha256 = models.CharField(max_length=64, unique=True, db_collation="C")
    state = models.CharField(max_length=16)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    offered_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["-code"]
        indexes = [models.Index(fields=["subject"], name="signed_document_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state__in=OPEN), name="one_open_document_a_subject"
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="words_stay", fields=FROZEN),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject} {self.state}"


class DocumentFile(models.Model):
    """The bytes of a document: as offered, its reading copy in English, and with the company's signature."""

    document = models.ForeignKey(SignedDocument, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=16)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["sha256"], name="document_file_sha256")]
        constraints = [
            models.UniqueConstraint(fields=["document", "kind"], name="one_file_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=FILE_KINDS), name="known_file_kind"),
        ]
