"""Refusals as staff read them: days and registers in the reader's words."""

from __future__ import annotations

from django.utils import translation

from donghanh.apps.supply.refusals import CannotTakeStep
from donghanh.faces.desk.supply.words import told


def test_a_day_in_a_refusal_is_written_as_people_write_it():
    refusal = CannotTakeStep("reading-kept-already", "", serial="CT7001", found="2021-12-02")

    assert "CT7001 đã có chỉ số ngày 02/12/2021." in told(refusal)


def test_registers_in_a_refusal_have_their_words_and_other_facts_stay():
    with translation.override("en"):
        shown = told(CannotTakeStep("registers-missing", "", expected="normal, off_peak, peak"))
    assert "normal hours, off-peak hours, peak hours" in shown
    assert "00345" in told(CannotTakeStep("index-below-last", "", found="00345", expected="401"))
