"""Rounds of questions: drawn by lot, hidden from the units, answered once, verified by anybody afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.confirming_words import (
    BY_LOT,
    SEED,
    asking,
    codes,
    drawn,
    invitation,
    moved,
    received,
    told,
)
from tests.apps.programmes.conftest import CAMPAIGN

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.refusals import CannotAsk, NotFound
from donghanh.engines.confirmations import commitment_of
from donghanh.engines.programmes.lives import CannotMove

pytestmark = pytest.mark.django_db


def benefit(house, reference):
    from donghanh.apps.programmes.queries.benefits import benefit_story

    return benefit_story(actor=house.actors.director, reference=reference, day=house.now.date())


def test_a_round_freezes_what_was_delivered_and_announces_the_hash_of_its_seed(house):
    from donghanh.apps.programmes.queries.confirmations import asked_list, round_card

    references = [received(house, name=f"Hộ {place}") for place in range(5)]
    house.approved("household-repairs", name="Chưa trao")

    drawn(house)

    card = round_card(actor=house.actors.auditor, **BY_LOT)
    lines = asked_list(actor=house.actors.auditor, **BY_LOT)
    assert (card.delivered, card.sampled, card.state) == (5, 3, "drawn")
    assert card.seed_commitment == commitment_of(seed=SEED)
    assert card.seed == ""
    assert {line.reference for line in lines} < set(references)


def test_the_preview_says_how_many_would_be_asked(house):
    from donghanh.apps.programmes.queries.confirmations import preview

    for place in range(4):
        received(house, name=f"Hộ {place}")
    received(house, activity="welfare-gifts", name="Một hộ", until="delivered")

    seen = preview(actor=house.actors.office, campaign_code=CAMPAIGN)

    assert [(one.activity, one.delivered, one.size) for one in seen.strata] == [
        ("household-repairs", 4, 3), ("welfare-gifts", 1, 1),
    ]  # fmt: skip
    assert (seen.delivered, seen.size) == (5, 4)


@pytest.mark.parametrize("who", ["unit_head", "unit_officer", "crew"])
def test_for_a_unit_the_rounds_are_not_there(house, who):
    from donghanh.apps.programmes.queries import confirmations as queries

    asking(house)
    stranger = getattr(house.actors, who)("PA01ND")

    for ask in (queries.round_card, queries.asked_list, queries.proof):
        with pytest.raises(NotFound):
            ask(actor=stranger, **BY_LOT)
    with pytest.raises(NotFound):
        queries.preview(actor=stranger, campaign_code=CAMPAIGN)
    with pytest.raises(NotFound):
        drawn(house, by=stranger)


def test_an_auditor_reads_and_draws_nothing(house):
    received(house)

    with pytest.raises(Forbidden):
        drawn(house, by=house.actors.auditor)


def test_one_round_is_open_at_a_time_and_a_household_is_drawn_once(house):
    from donghanh.apps.programmes.queries.confirmations import preview

    asking(house, count=3)
    with pytest.raises(CannotAsk) as refusal:
        drawn(house)
    assert refusal.value.rule == "round-open"
    moved(house, "close")

    with pytest.raises(CannotAsk) as refusal:
        drawn(house)

    assert refusal.value.rule == "nothing-delivered"
    received(house, name="Hộ mới")
    assert preview(actor=house.actors.office, campaign_code=CAMPAIGN).delivered == 1
    assert drawn(house) == 2


def test_a_void_round_stays_with_its_reason_and_asks_nobody_away(house):
    from donghanh.apps.programmes.queries.confirmations import rounds

    asking(house, count=2)
    with pytest.raises(CannotMove):
        moved(house, "make_void")
    moved(house, "make_void", why="Nhầm đợt")

    drawn(house, seed=SEED[::-1])

    cards = rounds(actor=house.actors.office, campaign_code=CAMPAIGN)
    assert [(card.number, card.state, card.sampled) for card in cards] == [(2, "drawn", 2), (1, "void", 2)]
    assert cards[1].why == "Nhầm đợt"
    assert cards[1].seed == SEED.hex()


def test_the_sample_verifies_when_the_round_is_over_and_not_before(house):
    from donghanh.apps.programmes.queries.confirmations import proof

    asking(house)
    with pytest.raises(CannotAsk) as refusal:
        proof(actor=house.actors.auditor, **BY_LOT)
    assert refusal.value.rule == "round-not-over"
    moved(house, "close")

    found = proof(actor=house.actors.auditor, **BY_LOT)

    assert found.holds
    assert (found.seed, len(found.frame), len(found.sample)) == (SEED.hex(), 3, 3)


def test_a_sample_that_was_tampered_with_does_not_verify(house):
    from django.db import connection

    from donghanh.apps.programmes.queries.confirmations import proof

    for place in range(5):
        received(house, name=f"Hộ {place}")
    drawn(house)
    moved(house, "begin")
    moved(house, "close")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM programmes_sampledbenefit WHERE position = 1")
        cursor.execute("SET session_replication_role = DEFAULT")

    assert [breach.rule for breach in proof(actor=house.actors.auditor, **BY_LOT).breaches] == [
        "sample-differs"
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE programmes_confirmationround SET seed = repeat('0', 64)",
        "UPDATE programmes_confirmationround SET frame_text = ''",
        "DELETE FROM programmes_confirmationround",
        "DELETE FROM programmes_sampledbenefit",
        "UPDATE programmes_confirmationanswer SET rating = 5",
        "DELETE FROM programmes_invitation",
        "UPDATE programmes_consenttopublish SET named_as = 'full'",
        "UPDATE programmes_storyversion SET text = ''",
    ],
)
def test_what_was_drawn_and_said_is_not_changed(house, sql):
    from django.db import connection
    from tests.apps.programmes.confirming_words import consented, published

    reference = asking(house)[0]
    codes(house)
    told(house, reference)
    published(house, consented(house, reference))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_satisfied_answer_is_the_beneficiarys_own_move(house):
    reference = asking(house)[0]

    kept = told(house, reference)

    story = benefit(house, reference)
    assert (kept.state, kept.case, story.line.state) == ("feedback", "", "feedback")
    assert (story.moves[-1].move, story.moves[-1].as_role) == ("give_feedback", "beneficiary")
    assert story.moves[-1].facts == {"confirmation": kept.reference}


def test_what_is_not_yet_recorded_as_received_stays_so(house):
    reference = received(house, until="delivered")
    drawn(house)
    moved(house, "begin")

    kept = told(house, reference)

    assert (kept.state, benefit(house, reference).line.state) == ("", "delivered")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"received": "no"}, "not_received"),
        ({"received": "partly", "rating": 3}, "partly_received"),
        ({"works": "no", "rating": 2}, "not_working"),
    ],
)
def test_an_answer_that_something_is_wrong_opens_a_case(house, said, kind):
    from donghanh.apps.programmes.queries.confirmation_cases import cases

    reference = asking(house)[0]

    kept = told(house, reference, **said)

    line = cases(actor=house.actors.office, campaign_code=CAMPAIGN, day=house.now.date())[0]
    assert (line.kind, line.reference, str(line.id), line.is_late) == (kind, reference, kept.case, False)
    assert benefit(house, reference).line.state == "received"
    later = house.now.date() + timedelta(days=6)
    assert cases(actor=house.actors.office, campaign_code=CAMPAIGN, day=later)[0].is_late


def test_a_case_is_the_units_only_after_the_company_released_it(house):
    from donghanh.apps.programmes.operations.confirmation_cases import move_case
    from donghanh.apps.programmes.queries.confirmation_cases import case, cases

    officer, other = house.actors.unit_officer("PA01ND"), house.actors.unit_officer("PA01XT")
    kept = told(house, asking(house)[0], received="no", words="Chưa ai đến nhà tôi")
    number, day = int(kept.case), house.now.date()
    act = {"case": number, "at": house.now}
    with pytest.raises(NotFound):
        case(actor=officer, case_id=number, day=day)
    with pytest.raises(NotFound):
        move_case(actor=officer, move="explain", why="x", **act)

    move_case(actor=house.actors.office, move="release", why="Đề nghị giải trình", **act)

    seen = case(actor=officer, case_id=number, day=day)
    assert seen.words == ""
    assert seen.open_moves == ("explain",)
    assert cases(actor=other, campaign_code=CAMPAIGN, day=day) == ()
    with pytest.raises(NotFound):
        move_case(actor=other, move="explain", why="x", **act)
    move_case(actor=officer, move="explain", why="Giao nhầm nhà bên", **act)
    with pytest.raises(CannotMove):
        move_case(actor=house.actors.office, move="settle", why=" ", **act)
    assert move_case(actor=house.actors.office, move="settle", why="Đã trao lại", **act) == "settled"


def test_who_delivered_or_belongs_to_the_unit_asks_nobody(house):
    from tests.conftest import PRODUCT_DAY

    from donghanh.apps.organisation import operations, queries

    reference = asking(house)[0]
    operations.grant_role(
        actor=house.actors.console, username=house.actors.office.username, role="unit_officer",
        unit_code="PA01ND", commune_code=None, from_on=PRODUCT_DAY, at=house.now,
    )  # fmt: skip
    both = queries.actor_named(username=house.actors.office.username, on=PRODUCT_DAY)

    with pytest.raises(CannotAsk) as refusal:
        told(house, reference, by=both)

    assert refusal.value.rule == "not-independent"
    assert codes(house, by=both) == {}


def test_an_answer_is_given_once(house):
    reference = asking(house)[0]
    told(house, reference)

    with pytest.raises(CannotAsk) as refusal:
        told(house, reference, rating=1)

    assert refusal.value.rule == "answered-already"


def test_nobody_answers_before_a_round_begins_or_after_it_is_closed(house):
    reference = received(house)
    drawn(house)
    with pytest.raises(CannotAsk):
        told(house, reference)
    moved(house, "begin")
    code = codes(house)[reference]
    moved(house, "close")

    with pytest.raises(CannotAsk):
        told(house, reference)

    assert invitation(house, code) is None


def test_a_code_answers_for_its_household_and_is_kept_as_a_hash(house):
    from donghanh.apps.programmes.models import Invitation
    from donghanh.apps.programmes.operations.answering import answer_by_code

    reference = asking(house)[0]
    code = codes(house)[reference]
    number = invitation(house, code.lower().replace("-", " "))

    kept = answer_by_code(invitation_id=number, at=house.now, received="yes", works="yes", rating=4)

    assert kept.state == "feedback"
    assert benefit(house, reference).moves[-1].as_role == "beneficiary"
    hashes = set(Invitation.objects.values_list("code_hash", flat=True))
    assert code.replace("-", "") not in "".join(hashes)
    with pytest.raises(CannotAsk):
        answer_by_code(invitation_id=number, at=house.now, received="no")


def test_a_code_runs_out(house):
    reference = asking(house)[0]
    code = codes(house)[reference]

    assert invitation(house, code, at=house.now + timedelta(days=29)) is not None
    assert invitation(house, code, at=house.now + timedelta(days=30)) is None


def test_codes_are_not_made_twice_unless_asked_for_anew(house):
    asking(house)

    first, second, anew = codes(house), codes(house), codes(house, anew=True)

    assert (len(first), len(second), len(anew)) == (3, 0, 3)
    assert not set(first.values()) & set(anew.values())
    assert all(invitation(house, code) for code in first.values())


def test_opening_a_contact_and_making_slips_are_recorded_as_readings(house):
    from donghanh.apps.organisation.models import PersonalDataReading
    from donghanh.apps.programmes.operations.inviting import open_contact
    from donghanh.apps.programmes.queries.confirmations import asked_list

    reference = asking(house, count=1, phone="0912345678")[0]
    line = asked_list(actor=house.actors.office, **BY_LOT)[0]
    assert line.phone == "0912•••678"

    contact = open_contact(actor=house.actors.office, reference=reference, at=house.now, **BY_LOT)
    codes(house)

    assert contact.phone == "0912345678"
    read = list(PersonalDataReading.objects.values_list("what", flat=True))
    assert read == ["confirmation_contact", "confirmation_slips"]


def test_a_call_that_nobody_answered_counts_as_a_try(house):
    from donghanh.apps.programmes.operations.inviting import record_attempt
    from donghanh.apps.programmes.queries.confirmation_results import round_results
    from donghanh.apps.programmes.queries.confirmations import asked_list

    reference = asking(house)[0]

    record_attempt(
        actor=house.actors.office, reference=reference, outcome="no_answer", at=house.now, **BY_LOT
    )

    line = next(one for one in asked_list(actor=house.actors.office, **BY_LOT) if one.reference == reference)
    assert (line.tries, line.last_outcome, line.is_answered) == (1, "no_answer", False)
    total = round_results(actor=house.actors.office, **BY_LOT).total
    assert (total.sampled, total.asked, total.answered) == (3, 1, 0)


def test_results_tell_rates_with_an_interval_and_few_answers_as_too_few(house):
    from donghanh.apps.programmes.queries.confirmation_results import round_results

    references = asking(house)
    told(house, references[0])
    told(house, references[1], received="no")

    found = round_results(actor=house.actors.auditor, **BY_LOT)

    assert (found.total.answered, found.total.satisfied, found.total.not_received) == (2, 1, 1)
    assert (found.total.response_bp, found.total.satisfied_bp) == (6667, 5000)
    assert found.total.low_bp < 5000 < found.total.high_bp
    assert [(one.code, one.is_too_few, one.satisfied_bp) for one in found.units] == [("PA01ND", True, None)]


def test_a_unit_sees_its_own_sums_after_the_round(house):
    from donghanh.apps.programmes.queries.confirmation_results import unit_results

    references = asking(house)
    told(house, references[0])
    head, other = house.actors.unit_head("PA01ND"), house.actors.unit_head("PA01XT")
    assert unit_results(actor=head, campaign_code=CAMPAIGN) == ()

    moved(house, "close")

    (own,) = unit_results(actor=head, campaign_code=CAMPAIGN)
    assert (own.unit.code, own.unit.answered, own.unit.satisfied_bp) == ("PA01ND", 1, None)
    assert unit_results(actor=other, campaign_code=CAMPAIGN) == ()
    assert unit_results(actor=house.actors.partner_officer("13732"), campaign_code=CAMPAIGN) == ()


def test_the_facts_for_a_report_count_closed_rounds_up_to_a_day_and_what_is_in_sight(house):
    from donghanh.apps.programmes.queries.confirmations import confirmation_facts
    from donghanh.kernel.digests import canonical_rows

    references = asking(house)
    told(house, references[0])
    day = house.now.date()
    asked = {"actor": house.actors.director, "campaign_code": CAMPAIGN}
    open_yet = confirmation_facts(as_of=day, **asked)
    moved(house, "close", at=house.now + timedelta(days=2))

    early = confirmation_facts(as_of=day, **asked)
    late = confirmation_facts(as_of=day + timedelta(days=2), **asked)
    stranger = confirmation_facts(
        actor=house.actors.unit_head("PA01XT"), campaign_code=CAMPAIGN, as_of=day + timedelta(days=2)
    )

    assert open_yet == early
    assert (early["rounds"], early["open_rounds"], early["total"]["sampled"]) == ([], 1, 0)
    assert late["rounds"][0]["closed_on"] == (day + timedelta(days=2)).isoformat()
    assert (late["open_rounds"], late["total"]["answered"], late["total"]["is_too_few"]) == (0, 1, True)
    assert [one["code"] for one in late["activities"]] == ["household-repairs"]
    assert (stranger["total"]["sampled"], stranger["activities"]) == (0, [])
    canonical_rows([late])


def test_a_campaign_whose_template_says_nothing_draws_nobody(house):
    from donghanh.apps.programmes.models import Campaign

    received(house)
    row = Campaign.objects.get()
    row.template = "\n".join(
        line for line in row.template.splitlines() if not line.startswith("confirmation:")
    )
    row.save()

    with pytest.raises(CannotAsk) as refusal:
        drawn(house)

    assert refusal.value.rule == "rule-missing"
