"""Sources in the language of the page: every one that a page of requests shows has Vietnamese words."""

from __future__ import annotations

from donghanh.lawbook.documents import DATA, readable_documents
from donghanh.lawbook.source_words import FOLDERS, clause_said, source_said


def test_every_source_that_pages_of_requests_show_has_vietnamese_words():
    lacking = [
        said["text"]
        for folder in FOLDERS
        for document in readable_documents(folder=DATA / folder)[0]
        for said in document.content["sources"].values()
        if not said.get("vi")
    ]

    assert lacking == []


def test_a_sentence_that_a_case_keeps_is_told_in_vietnamese_with_its_clause():
    seen = "thietbidiencantho.com n635, tienphong 1489526, plo 949420"
    kept = f"Điều 9; QĐ 505/QĐ-EVN of 15/5/2017; seen at {seen}"

    assert source_said(kept, language="vi").startswith("Điều 9; Quyết định 505/QĐ-EVN ngày 15/5/2017")
    assert source_said(kept, language="en").startswith("Article 9; QĐ 505/QĐ-EVN of 15/5/2017")


def test_a_source_without_words_stays_as_it_is():
    assert source_said("somewhere; else", language="vi") == "somewhere; else"
    assert clause_said("Article 112", language="vi") == "Điều 112"
