"""Rules of work in the field: the life of an order and of a visit, and what is missing before the end."""
