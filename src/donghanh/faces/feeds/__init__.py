"""Formats of others, asked for and sent by machines: today Open311; each in a folder of its own."""
