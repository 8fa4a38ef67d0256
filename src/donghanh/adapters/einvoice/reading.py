"""
Opens XML of unknown origin: in UTF-8, without entities, comments or instructions, of bounded size and depth.

Comments are refused although most readers pass over them: a signature does not cover them, and they cut a
number in two ("100<!-- -->000"), so that what is signed and what is read would differ.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

LARGEST = 2 * 1024 * 1024
DEEPEST = 16
SCHEMA = Path(__file__).with_name("structure.xsd")


class CannotReadEInvoice(ValueError):
    """The bytes are no e-invoice that can be trusted to say one thing; `rule` is a stable name of why."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


def open_xml(content: bytes) -> etree._Element:
    """
    Open and judge the structure by the schema of our own.

    raises : CannotReadEInvoice `too-large`, `not-utf-8`, `has-doctype`, `not-xml`, `has-comment`, `too-deep`,
             `structure`
    """
    if len(content) > LARGEST:
        raise CannotReadEInvoice("too-large", f"found {len(content)} bytes; expected at most {LARGEST}.")
    _check_text(content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as reason:
        raise CannotReadEInvoice("not-xml", f"the XML cannot be read: {reason}") from reason
    _check_nodes(root)
    _check_structure(root)
    return root


def _check_text(content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as reason:
        raise CannotReadEInvoice("not-utf-8", "the file is not in UTF-8.") from reason
    head = text[:200].lower()
    if head.startswith("<?xml") and "encoding" in head.split("?>")[0] and "utf-8" not in head.split("?>")[0]:
        raise CannotReadEInvoice("not-utf-8", "the file names another encoding than UTF-8.")
    if "<!doctype" in text.lower() or "<!entity" in text.lower():
        raise CannotReadEInvoice("has-doctype", "found a document type or an entity; an invoice has none.")


def _check_nodes(root: etree._Element) -> None:
    for event, node in etree.iterwalk(root, events=("start", "comment", "pi")):
        if event != "start":
            raise CannotReadEInvoice("has-comment", "found a comment or an instruction; an invoice has none.")
        if sum(1 for _ in node.iterancestors()) >= DEEPEST:
            raise CannotReadEInvoice("too-deep", f"elements stand deeper than {DEEPEST}.")


def _check_structure(root: etree._Element) -> None:
    try:
        _schema().assertValid(root)
    except etree.DocumentInvalid as reason:
        raise CannotReadEInvoice("structure", str(reason)) from reason


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(SCHEMA))
