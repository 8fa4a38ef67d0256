"""Goods between warehouse and household: which lot goes first, and whether everything adds up."""
