"""
Releases come in: the law that comes with the product, a proposal, or one to try.

A proposal says which documents it changes; all others are those of the release in force. Nothing is kept that
does not pass the checks of the lawbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs.models import LawPublication, LawRelease
from donghanh.apps.tariffs.permissions import check_propose_law
from donghanh.apps.tariffs.refusals import CannotPublishLaw, LawDoesNotHold, NoLawInForce, Refused
from donghanh.lawbook.billing_law import check_texts
from donghanh.lawbook.law_texts import canonical, digest_of, parse_canonical, shipped_texts
from donghanh.lawbook.worked_examples import check_texts_examples

SHIPPED_TITLE = "Bộ quy định kèm theo sản phẩm"


@transaction.atomic
def load_shipped_law(*, actor: Actor, at: datetime, publisher: Actor | None = None) -> str:
    """
    Put the law that comes with the product in force, where nothing is in force yet; else change nothing.

    This first release is stated as shipped: it needs no second officer. Later ones do.

    publisher : who publishes it where the two are told apart, as in the demo; without one the actor
    returns   : digest of the release in force
    raises    : Forbidden
    """
    second = publisher or actor
    check_propose_law(actor=actor)
    check_propose_law(actor=second)
    latest = LawPublication.objects.select_related("release").order_by("product_at").last()
    if latest is not None:
        return str(latest.release.digest)
    release = _keep(actor, "shipped", SHIPPED_TITLE, "", shipped_texts(), None, at)
    LawPublication.objects.create(
        release=release, staff_id=second.staff_id, username=second.username, product_at=at
    )
    _record(actor, "tariffs.load_shipped_law", release, at)
    return str(release.digest)


@transaction.atomic
def propose_law(
    *, actor: Actor, changes: Mapping[str, str | None], title: str, why: str, at: datetime
) -> str:
    """
    Propose the release in force with some documents changed, "tariffs/qd-1.yaml" -> text; None takes one out.

    returns : digest of the proposal
    raises  : Forbidden; NoLawInForce; LawDoesNotHold; CannotPublishLaw `title-missing`; Refused
              `release-known`, when this text was proposed before
    """
    check_propose_law(actor=actor)
    base = _base()
    texts = changed_texts(texts=parse_canonical(base.text), changes=changes)
    release = _keep(actor, "proposed", title, why, texts, base, at)
    _record(actor, "tariffs.propose_law", release, at)
    return str(release.digest)


@transaction.atomic
def propose_shipped_law(*, actor: Actor, title: str, why: str, at: datetime) -> str:
    """Propose the documents that came with this version of the product. raises : as `propose_law`"""
    check_propose_law(actor=actor)
    release = _keep(actor, "proposed", title, why, shipped_texts(), _base(), at)
    _record(actor, "tariffs.propose_law", release, at)
    return str(release.digest)


@transaction.atomic
def keep_what_if(
    *, actor: Actor, changes: Mapping[str, str | None], title: str, why: str, at: datetime
) -> str:
    """
    Keep a release to be tried against history; it can never be published as such.

    returns : digest
    raises  : as `propose_law`
    """
    check_propose_law(actor=actor)
    base = _base()
    texts = changed_texts(texts=parse_canonical(base.text), changes=changes)
    release = _keep(actor, "what_if", title, why, texts, base, at)
    _record(actor, "tariffs.keep_what_if", release, at)
    return str(release.digest)


def changed_texts(*, texts: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    """
    Answer texts with some put in, replaced or (None) taken out.

    >>> changed_texts(texts={"a": "1", "b": "2"}, changes={"b": None, "c": "3"})
    {'a': '1', 'c': '3'}
    """
    both: dict[str, str | None] = {**texts, **changes}
    return {name: text for name, text in both.items() if text is not None}


def _base() -> LawRelease:
    latest = LawPublication.objects.select_related("release").order_by("product_at").last()
    if latest is None:
        raise NoLawInForce("no-law-in-force", "No law is in force. Next: donghanh release load")
    return latest.release


def _keep(
    actor: Actor, source: str, title: str, why: str, texts: Mapping[str, str], base: LawRelease | None,
    at: datetime,
) -> LawRelease:  # fmt: skip
    _check(title, texts, is_tried=source == "what_if")
    text = canonical(texts)
    digest = digest_of(text)
    try:
        with transaction.atomic():
            return LawRelease.objects.create(
                digest=digest, source=source, title=title.strip(), why=why.strip(), text=text, base=base,
                staff_id=actor.staff_id, username=actor.username, product_at=at,
            )  # fmt: skip
    except IntegrityError as reason:
        sentence = f"Release {digest[:12]} holds this text already; nothing was changed."
        raise Refused("release-known", sentence, digest=digest) from reason


def _check(title: str, texts: Mapping[str, str], *, is_tried: bool) -> None:
    """Examples beside the rules must come out too, but for a release that is only tried."""
    if not title.strip() or len(title) > 200:
        raise CannotPublishLaw("title-missing", "Give the release a title of at most 200 letters.")
    problems = check_texts(texts) or ([] if is_tried else check_texts_examples(texts))
    if problems:
        raise LawDoesNotHold(*problems)


def _record(actor: Actor, act: str, release: LawRelease, at: datetime) -> None:
    facts = {"title": release.title, "base": release.base.digest if release.base else None}
    record_act(actor=actor, act=act, subject=f"law:{release.digest}", facts=facts, at=at)
