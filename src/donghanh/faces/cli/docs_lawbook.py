"""The page of the lawbook: every document, what it rests on, and how sure we are of it."""

from __future__ import annotations

from donghanh.faces.cli.docs_tables import code, opening, table
from donghanh.lawbook.documents import DATA, Document, read_document
from donghanh.lawbook.sources import Source, sources_of

SAYS = (
    "What a ministry or the company may change stands in dated YAML below `src/donghanh/lawbook/data`, each "
    "entry with its source. *Seen* was read in the source, *memory* was recalled, *derived* was computed by "
    "us. What was only recalled, or is of low confidence, is marked **to be confirmed**. "
    "`make lawbook` checks all documents, `donghanh lawbook digest` names their state."
)
HEAD = ("source", "what it is", "type", "evidence", "confidence")


def page() -> str:
    """Write the page."""
    documents = [read_document(path) for path in sorted(DATA.rglob("*.yaml"))]
    return "\n".join([opening(title="The lawbook", says=SAYS), *map(_section, documents)])


def _section(document: Document) -> str:
    name = document.path.relative_to(DATA).as_posix()
    rows = [_row(source) for source in sources_of(document).values()]
    kind, main = document.content["kind"], document.content["source"]
    says = f"Kind: {kind}. Unless an entry names another, its source is `{main}`."
    return f"## {name}\n\n{says}\n\n{table(head=HEAD, rows=rows)}\n"


def _row(source: Source) -> tuple[str, ...]:
    told = f"{source.text}; {source.clause}" if source.clause else source.text
    sure = source.confidence if source.is_confirmed else f"{source.confidence}, **to be confirmed**"
    return code(source.key), told, source.type, source.evidence, sure
