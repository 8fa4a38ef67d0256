"""
Certificates that the office has registered, and the signed reports: both written once.

A private key is never a row. What ends a certificate is a row that points back; a signed report points to
the issued one, which stays as it was.
"""

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.reports import IssuedReport


class RegisteredCertificate(models.Model):
    """
    A public certificate whose signatures count for one person.

    fingerprint : [hexadecimal SHA-256] of its DER bytes
    valid_from, valid_until : half-open, as the certificate itself says
    """

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    pem = models.TextField()
    is_demo = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class CertificateRevocation(models.Model):
    """From when on a certificate's signatures count no more, and why; what was signed before stays signed."""

    certificate = models.OneToOneField(
        RegisteredCertificate, on_delete=models.PROTECT, related_name="revocation"
    )
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()


class SignedReport(models.Model):
    """An issued report with the director's signature on it: one for each, a new paper beside the old."""

    report = models.OneToOneField(IssuedReport, on_delete=models.PROTECT, related_name="signed")
    certificate = models.ForeignKey(RegisteredCertificate, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["report"]
        triggers = append_only()
