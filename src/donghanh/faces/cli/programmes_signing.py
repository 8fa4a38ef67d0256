"""`donghanh programmes sign-report, verify-report, certificates, register-certificate`: signed reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import (
    AS,
    CAMPAIGN,
    JSON,
    actor_named,
    campaign_code,
    console,
    day_of,
    explained,
    say,
)
from donghanh.faces.cli.programmes_reporting import verify_issued

if TYPE_CHECKING:
    from donghanh.adapters.signing import SignatureVerdict

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
MOST_BYTES = 50 * 1024 * 1024
HOLDS = "the signature holds for every byte of the file"


@click.command("sign-report")
@click.argument("number", type=int)
@AS
@CAMPAIGN
@click.option("--key", type=FILE, help="PKCS#12 file; without it the one that the settings name.")
@click.option(
    "--password-file", type=FILE, help="File whose first line is the password; else it is asked for."
)
@JSON
@explained
def sign_report(
    number: int, username: str, campaign: str | None, key: Path | None, password_file: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Sign issued report NUMBER as a director; the key is not kept."""
    from donghanh.apps.programmes.operations import signing
    from donghanh.faces import clock

    wanted: dict[str, Any] = {
        "actor": actor_named(username), "campaign_code": campaign_code(campaign, day=day_of(None)),
        "number": number, "at": clock.now(),
    }  # fmt: skip
    if key is None:
        digest = signing.sign_report_with_key_at_hand(**wanted)
    else:
        digest = signing.sign_report(**wanted, key_file=key.read_bytes(), password=_password(password_file))
    said = f"Report no {number} is signed; SHA-256 of the signed PDF: {digest}"
    say({"number": number, "pdf_sha256": digest}, [said], as_json)


@click.command("verify-report")
@click.argument("target")
@click.option("--file", type=FILE, help="A copy to compare with issued report TARGET.")
@click.option("--certificate", type=FILE, help="The director's public certificate: no database is asked.")
@CAMPAIGN
@JSON
def verify_report(
    target: str, file: Path | None, certificate: Path | None, campaign: str | None, as_json: bool
) -> None:
    """
    Check a report: 0 it holds, 1 it does not.

    TARGET is a signed PDF, or the number of an issued report. A file is checked against the certificate
    given, or against those that the company has registered and what it has published.
    """
    if target.isascii() and target.isdigit() and certificate is None and not Path(target).exists():
        verify_issued(int(target), file, campaign, as_json)
        return
    if file is not None:
        raise BadInput("--file belongs to the number of an issued report; give the signed PDF alone.")
    content = _content(Path(target))
    if certificate is not None:
        _alone(content, certificate, as_json)
    _with_what_was_published(content, as_json)


@click.command("certificates")
@JSON
@explained
def certificates(as_json: bool) -> None:
    """List the certificates whose signatures count."""
    from donghanh.apps.programmes.queries import signatures
    from donghanh.faces import clock

    found = signatures.certificates(actor=console(), at=clock.now())
    told = [f"{one.fingerprint}  {one.state}  {one.holder}  ({one.subject}, {one.issuer})" for one in found]
    say({"certificates": found}, told or ["No certificate is registered yet."], as_json)


@click.command("register-certificate")
@click.argument("file", type=FILE)
@click.option(
    "--of", "holder", required=True, metavar="USERNAME", help="The director whose certificate it is."
)
@AS
@JSON
@explained
def register_certificate(file: Path, holder: str, username: str, as_json: bool) -> None:
    """Register the public certificate in FILE (PEM or DER) as the office."""
    from donghanh.apps.programmes.operations import certificates as registering
    from donghanh.faces import clock

    fingerprint = registering.register_certificate(
        actor=actor_named(username), username=holder, content=file.read_bytes(), at=clock.now()
    )
    say({"fingerprint": fingerprint}, [f"Registered for {holder}: {fingerprint}"], as_json)


def _password(file: Path | None) -> str:
    if file is None:
        return str(click.prompt("Password of the PKCS#12 file", hide_input=True, default="", err=True))
    lines = file.read_text(encoding="utf-8").splitlines()
    return lines[0] if lines else ""


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path}: larger than 50 MiB; a report is far smaller.")
        return path.read_bytes()
    except OSError as reason:
        raise BadInput(
            f"{path}: cannot be read ({reason.strerror}). Give a signed PDF or a number."
        ) from reason


def _alone(content: bytes, certificate: Path, as_json: bool) -> None:
    """Check with the certificate alone, as anybody can, and end."""
    from donghanh.adapters.signing import CannotReadCertificate, check_signature

    try:
        found = check_signature(content=content, pinned=[certificate.read_bytes()])
    except CannotReadCertificate as reason:
        raise BadInput(f"{certificate}: {reason}") from reason
    _end({**_signature(found), "holds": found.holds, "rule": found.rule}, found, as_json)


@explained
def _with_what_was_published(content: bytes, as_json: bool) -> None:
    """Check with what the company has registered and published, and end."""
    from donghanh.apps.programmes.queries.signatures import told_of_file

    found = told_of_file(content=content)
    card = found.card
    document = {
        **_signature(found.signature), "holds": found.holds, "rule": found.rule,
        "is_published": found.is_published, "digest": found.digest,
        "campaign": card.campaign_code if card else None, "number": card.number if card else None,
        "state": card.state if card else None,
    }  # fmt: skip
    _end(document, found.signature, as_json)


def _signature(found: SignatureVerdict) -> dict[str, Any]:
    return {
        "signer": found.signer, "issuer": found.issuer, "fingerprint": found.fingerprint,
        "signed_at": found.signed_at, "reason": found.reason, "is_demo": found.is_demo,
    }  # fmt: skip


def _end(document: dict[str, Any], found: SignatureVerdict, as_json: bool) -> None:
    told = [f"verdict: {HOLDS if document['holds'] else 'does NOT hold: ' + document['rule']}"]
    if found.signer:
        at = f", {found.signed_at:%H:%M %d/%m/%Y} UTC by its own word" if found.signed_at else ""
        told += [f"signed by: {found.signer} (issuer: {found.issuer}){at}", f"what: {found.reason}"]
    say(document, told, as_json)
    sys.exit(0 if document["holds"] else 1)
