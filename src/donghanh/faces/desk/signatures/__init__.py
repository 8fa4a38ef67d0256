"""The desk's pages of documents to be signed: the list, one with its evidence, the company's signature."""
