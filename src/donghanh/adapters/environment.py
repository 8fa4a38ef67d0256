"""
What the environment may say to the house: one table, read once at the start.

The reference of settings is printed from `NAMES`; a name that is not in it is not read anywhere.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from donghanh.adapters import embedded_postgres

NAMES: dict[str, tuple[str, str]] = {
    "DONGHANH_HOME": (
        "the clone's `var`, else `~/.local/share/donghanh`",
        "folder of everything that the running house keeps: embedded database, secret key, uploads",
    ),
    "DATABASE_URL": (
        "the embedded PostgreSQL",
        "`postgresql://user:password@host:port/name` of a server of your own",
    ),
    "DONGHANH_DEMO": ("0", "1: sign-in cards and a product clock that can be set; never with real customers"),
    "DONGHANH_SECRET_KEY": ("made on the first start, kept in the home folder", "key of sessions and forms"),
    "DONGHANH_ALLOWED_HOSTS": ("localhost,127.0.0.1,[::1]", "names under which the site may be asked for"),
    "DONGHANH_TRUSTED_ORIGINS": (
        "(none)",
        "origins, with scheme, from which forms may come through a proxy",
    ),
    "DONGHANH_SECURE": ("0", "1: behind https; cookies are sent over https alone and HSTS is on"),
    "DONGHANH_SECOND_FACTOR": (
        "required",
        "off: director, business, office and heads of units may come in with a password alone",
    ),
    "DONGHANH_SIGNING_CERTIFICATE": (
        "(none)",
        "PKCS#12 file of the director's certificate; without it the file is handed in at each signing",
    ),
    "DONGHANH_SIGNING_PASSWORD_FILE": (
        "(none)",
        "file whose first line is the password of that PKCS#12 file",
    ),
    "DONGHANH_MAILBOX": ("(none)", "Maildir in which requests arrive by mail; looked into every minute"),
    "DONGHANH_MAILBOX_ADDRESSES": (
        "(none)",
        "the company's own addresses; what comes from them is no request",
    ),
    "DONGHANH_SITE_ADDRESS": (
        "(none)",
        "`https://…` under which customers open the site; without it messages hold no links",
    ),
    "DONGHANH_MAIL_SERVER": (
        "(none)",
        "`smtps://user@host:465` or `smtp+starttls://user@host:587`: where letters to customers go",
    ),
    "DONGHANH_MAIL_PASSWORD_FILE": ("(none)", "file whose first line is that user's password"),
    "DONGHANH_MAIL_SENDER": ("(none)", "`Name <address>` from which letters come"),
    "DONGHANH_SMS_GATEWAY": ("(none)", "`https://…` of the SMS gateway: where SMS to customers go"),
    "DONGHANH_SMS_KEY_FILE": (
        "(none)",
        "file whose first line is the key shared with the gateway; it signs requests and delivery reports",
    ),
    "DONGHANH_SMS_SENDER": ("(none)", "brand name that the provider has registered"),
    "DONGHANH_SMS_FORMAT": ("the generic one", "JSON file that says how the provider words its requests"),
    "DONGHANH_SMS_REFUSES_DOUBLES": (
        "0",
        "1: the gateway sends nothing twice under one client reference, so an uncertain SMS is asked again",
    ),
    "DONGHANH_TRUSTED_PROXIES": (
        "127.0.0.1,::1",
        "addresses or networks of the company's own proxies; what they say of who asks is believed",
    ),
    "DONGHANH_POOL": ("1", "0: no pool of database connections"),
    "DONGHANH_TEST_DATABASE": ("(none)", "name of the database that a run of the tests makes for itself"),
    "DONGHANH_PORT": ("8000", "port of `donghanh serve`; another free one is taken when it is in use"),
}


@dataclass(frozen=True)
class Environment:
    """The environment's wishes as plain values."""

    home: Path
    database_url: str
    demo: bool
    secret_key: str
    allowed_hosts: list[str]
    trusted_origins: list[str]
    secure: bool
    pool: bool
    test_database: str = ""
    second_factor: bool = True
    signing_certificate: Path | None = None
    signing_password_file: Path | None = None
    mailbox: Path | None = None
    mailbox_addresses: tuple[str, ...] = ()
    site_address: str = ""
    mail_server: str = ""
    mail_password_file: Path | None = None
    mail_sender: str = ""
    sms_gateway: str = ""
    sms_key_file: Path | None = None
    sms_sender: str = ""
    sms_format: Path | None = None
    sms_refuses_doubles: bool = False
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Read the names of `NAMES`, with their defaults, from a mapping such as `os.environ`."""
    return Environment(
        home=Path(environ["DONGHANH_HOME"]).resolve() if environ.get("DONGHANH_HOME") else default_home(),
        database_url=environ.get("DATABASE_URL", ""),
        demo=environ.get("DONGHANH_DEMO") == "1",
        secret_key=environ.get("DONGHANH_SECRET_KEY", ""),
        allowed_hosts=_words(environ.get("DONGHANH_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")),
        trusted_origins=_words(environ.get("DONGHANH_TRUSTED_ORIGINS", "")),
        secure=environ.get("DONGHANH_SECURE") == "1",
        pool=environ.get("DONGHANH_POOL", "1") == "1",
        test_database=environ.get("DONGHANH_TEST_DATABASE", ""),
        second_factor=environ.get("DONGHANH_SECOND_FACTOR", "required") != "off",
        signing_certificate=_path(environ.get("DONGHANH_SIGNING_CERTIFICATE", "")),
        signing_password_file=_path(environ.get("DONGHANH_SIGNING_PASSWORD_FILE", "")),
        mailbox=_path(environ.get("DONGHANH_MAILBOX", "")),
        mailbox_addresses=tuple(_words(environ.get("DONGHANH_MAILBOX_ADDRESSES", ""))),
        site_address=environ.get("DONGHANH_SITE_ADDRESS", "").rstrip("/"),
        mail_server=environ.get("DONGHANH_MAIL_SERVER", ""),
        mail_password_file=_path(environ.get("DONGHANH_MAIL_PASSWORD_FILE", "")),
        mail_sender=environ.get("DONGHANH_MAIL_SENDER", ""),
        sms_gateway=environ.get("DONGHANH_SMS_GATEWAY", ""),
        sms_key_file=_path(environ.get("DONGHANH_SMS_KEY_FILE", "")),
        sms_sender=environ.get("DONGHANH_SMS_SENDER", ""),
        sms_format=_path(environ.get("DONGHANH_SMS_FORMAT", "")),
        sms_refuses_doubles=environ.get("DONGHANH_SMS_REFUSES_DOUBLES") == "1",
        trusted_proxies=tuple(_words(environ.get("DONGHANH_TRUSTED_PROXIES", "127.0.0.1,::1"))),
    )


def default_home() -> Path:
    """`var` of the clone that this file stands in, or the user's own folder when installed elsewhere."""
    root = Path(__file__).resolve().parents[3]
    return root / "var" if (root / "pyproject.toml").exists() else Path.home() / ".local/share/donghanh"


def database_settings(environment: Environment) -> dict[str, object]:
    """Django's entry for the database: the server of `DATABASE_URL`, or the embedded one."""
    parts = urlsplit(environment.database_url or _embedded_url(environment.home))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "TEST": {"NAME": environment.test_database or None},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}} if environment.pool else {},
    }


def secret_key(environment: Environment) -> str:
    """The key from the environment, or one made once and kept in the home folder."""
    if environment.secret_key:
        return environment.secret_key
    path = environment.home / "secret_key"
    if not path.exists():
        environment.home.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
    return path.read_text()


def _embedded_url(home: Path) -> str:
    cluster = embedded_postgres.find(home=home / "postgres")
    # Never made yet: commands that need no database still read the settings.
    return cluster.url if cluster else "postgresql://nobody@127.0.0.1:1/none"


def _path(text: str) -> Path | None:
    return Path(text).resolve() if text else None


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


ENVIRONMENT = read_environment(os.environ)
