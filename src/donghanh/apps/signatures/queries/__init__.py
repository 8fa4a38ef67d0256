"""Questions about documents and signatures, answered with plain values and scoped to who asks."""

from donghanh.apps.signatures.queries.files import told_of_file
from donghanh.apps.signatures.queries.lists import document_list
from donghanh.apps.signatures.queries.pages import document_story, documents_of, may_see_document
from donghanh.apps.signatures.queries.signers import link_for, open_document_of

__all__ = [
    "document_list",
    "document_story",
    "documents_of",
    "link_for",
    "may_see_document",
    "open_document_of",
    "told_of_file",
]
