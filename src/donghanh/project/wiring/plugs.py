"""Which adapter, job or rule stands behind which port."""


def plug_in() -> None:
    """Fill the ports of every app; called once, when Django is ready."""
    from donghanh.apps.customers import ports as customers
    from donghanh.apps.evidence import ports as evidence
    from donghanh.apps.metering.queries import energy_by_readings, may_see_hold
    from donghanh.apps.programmes.operations.handing_over import (
        deliver_by_order,
        lock_benefit,
        reschedule_by_order,
    )
    from donghanh.apps.programmes.queries.costs import may_see_cost
    from donghanh.apps.programmes.queries.sight import may_see_reference
    from donghanh.apps.works import ports as works
    from donghanh.apps.works.operations.materials import take_from_stock
    from donghanh.apps.works.queries import may_see_order, may_set_aside
    from donghanh.faces.jobs.customers import queue_import
    from donghanh.faces.jobs.story import queue_play
    from donghanh.faces.story import ports as story

    customers.plug(queue_import=queue_import)
    customers.plug_metered_energy(read=energy_by_readings)
    story.plug(queue_play=queue_play)
    evidence.plug_sight(prefix="benefit", may_see=may_see_reference)
    evidence.plug_sight(prefix="hold", may_see=may_see_hold)
    evidence.plug_sight(prefix="work", may_see=may_see_order)
    evidence.plug_sight(prefix="work_aside", may_see=may_set_aside)
    works.plug_subject(
        prefix="benefit",
        port=works.SubjectPort(lock=lock_benefit, planned=reschedule_by_order, handed_over=deliver_by_order),
    )
    works.plug_materials(taken=take_from_stock)
    _plug_rechecks()
    evidence.plug_sight(prefix="cost", may_see=may_see_cost)
    _plug_billing()
    _plug_in_reliefs()
    _plug_requests()


def _plug_rechecks() -> None:
    """Let a recheck of a held bill send a crew, and what the crew reads come back to the hold."""
    from donghanh.apps.metering import ports as metering
    from donghanh.apps.metering.operations import lock_hold
    from donghanh.apps.works import ports as works
    from donghanh.apps.works.operations import bring_reading, end_recheck, open_recheck

    metering.plug_rechecks(open_order=open_recheck, end_order=end_recheck)
    works.plug_subject(prefix="hold", port=works.SubjectPort(lock=lock_hold, handed_over=bring_reading))


def _plug_requests() -> None:
    """Let evidence of a case be seen by who sees the case, and let the watch over due times be known."""
    from donghanh.apps.evidence import ports as evidence
    from donghanh.apps.requests.queries import may_see_case
    from donghanh.faces.jobs import mail as _mail  # noqa: F401 - it names the job to the queue
    from donghanh.faces.jobs import requests as _watch  # noqa: F401 - it names the job to the queue

    evidence.plug_sight(prefix="request", may_see=may_see_case)
    _plug_notices()
    _plug_ratings()
    _plug_conduct()
    _plug_supply()


def _plug_notices() -> None:
    """Let messages carry what requests tell customers, through the channels that are set."""
    from donghanh.apps.notices import ports as notices
    from donghanh.apps.requests import ports as requests
    from donghanh.apps.requests.queries import may_see_case
    from donghanh.faces.jobs.notices import wake
    from donghanh.project.wiring.carriers import plug_carriers
    from donghanh.project.wiring.telling import tell

    notices.plug_sight(prefix="request", may_see=may_see_case)
    notices.plug_wake(wake=wake)
    requests.plug_telling(tell=tell)
    plug_carriers()


def _plug_supply() -> None:
    """Let supplies follow the moves of their cases, and the free wiring reach the promises' board."""
    from donghanh.apps.programmes.operations.home_wiring import check_wiring, promise_wiring, withdraw_wiring
    from donghanh.apps.programmes.queries.home_wiring import wiring_terms
    from donghanh.apps.requests import ports as requests
    from donghanh.apps.supply import ports as supply
    from donghanh.apps.supply.operations import check_ending, follow_case, lock_supply, step_by_order
    from donghanh.apps.works import ports as works

    requests.plug_moves(moved=follow_case)
    requests.plug_endings(check=check_ending)
    works.plug_subject(prefix="supply", port=works.SubjectPort(lock=lock_supply, handed_over=step_by_order))
    _plug_contracts()
    supply.plug_wiring(
        terms=wiring_terms, promise=promise_wiring, withdraw=withdraw_wiring, check=check_wiring
    )


def _plug_conduct() -> None:
    """Let pictures of conduct be seen by who sees what they are of, its words reach staff, its watch run."""
    from donghanh.apps.conduct import ports as tellings
    from donghanh.apps.conduct.queries import pictures as conduct
    from donghanh.apps.evidence import ports as evidence
    from donghanh.faces.jobs import conduct as _watch  # noqa: F401 - it names the job to the queue
    from donghanh.project.wiring.telling import tell_staff

    tellings.plug_telling(tell=tell_staff)
    evidence.plug_sight(
        prefix=conduct.ITEM, may_see=conduct.may_see_item, may_hand_in=conduct.may_hand_in_item
    )
    evidence.plug_sight(
        prefix=conduct.FINDING, may_see=conduct.may_see_finding, may_hand_in=conduct.may_hand_in_finding
    )


def _plug_contracts() -> None:
    """Let contracts of supplies be signed, and the step be taken that follows."""
    from donghanh.apps.programmes.operations.contract_seals import pinned_certificates, seal_contract
    from donghanh.apps.signatures import ports as signatures
    from donghanh.apps.supply.bridge.contracts import PREFIX
    from donghanh.apps.supply.operations import contract_holds, contract_papers

    port = signatures.SubjectPort(
        lock=contract_holds.lock_contract,
        check=contract_holds.check_contract,
        signed=contract_papers.contract_signed,
    )
    signatures.plug_subject(prefix=PREFIX, port=port)
    signatures.plug_seal(seal=seal_contract, pinned=pinned_certificates)
    _plug_codes()


def _plug_codes() -> None:
    """Let one-time codes and links travel as messages."""
    from donghanh.apps.notices import ports as notices
    from donghanh.apps.notices.operations import queue_message
    from donghanh.apps.notices.values import SMS, Address
    from donghanh.apps.signatures import ports as signatures
    from donghanh.apps.signatures.queries import may_see_document

    def send(message: signatures.CodeMessage) -> str:
        return queue_message(
            to=Address(SMS, message.phone), kind=message.kind, text=message.text, about=message.about,
            is_secret=message.kind == "code", key=message.key, now=message.at, unit_code=message.unit_code,
            hidden=message.hidden,
        )  # fmt: skip

    signatures.plug_codes(send=send)
    notices.plug_sight(prefix="document", may_see=may_see_document)


def _plug_ratings() -> None:
    """Invite whoever's request was closed to rate how it was dealt with."""
    from donghanh.apps.conduct.operations import invite_rating
    from donghanh.apps.requests import ports as requests
    from donghanh.project.wiring.telling import invited_by_message

    def invite(wanted: requests.RatingWanted) -> str:
        return invite_rating(
            contact_kind=wanted.contact_kind, contact_code=wanted.contact_code, channel=wanted.channel,
            unit_code=wanted.unit_code, staff_username=wanted.staff_username,
            customer_key=wanted.customer_key, now=wanted.at,
        )  # fmt: skip

    requests.plug_ratings(invite=invited_by_message(invite=invite))


def _plug_in_reliefs() -> None:
    """Let evidence of a reduction's facts be seen by who sees the facts."""
    from donghanh.apps.evidence import ports as evidence
    from donghanh.apps.reliefs.queries import may_see_fact

    evidence.plug_sight(prefix="relief-order", may_see=may_see_fact)
    evidence.plug_sight(prefix="relief-use", may_see=may_see_fact)


def _plug_billing() -> None:
    from donghanh.apps.billing import ports as billing
    from donghanh.apps.billing.operations import adjust_for_reliefs
    from donghanh.apps.billing.queries import billed, given, history
    from donghanh.apps.reliefs import ports as reliefs
    from donghanh.apps.tariffs import ports as tariffs
    from donghanh.faces.jobs.billing import queue_run

    billing.plug(queue_run=queue_run)
    tariffs.plug_history(history=history)
    reliefs.plug(given=given, billed=billed, adjust=adjust_for_reliefs)
