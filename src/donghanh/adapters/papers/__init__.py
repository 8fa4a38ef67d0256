"""Papers: a typst template each, and for those that come from a file of the user's, its reader."""
