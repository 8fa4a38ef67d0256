"""
Finding duplicates: who on one list may be somebody on another, written by another hand.

For nominated households against earlier nominations, customers and receivers of other programmes. Names come
without diacritics, in another order, with typing errors; telephones are shared; households move. The
engine gives a score and its reasons and never decides: from `reasons.LEAST` on, a person must look.

`keys.keys_of` makes the keys that an intake may store, `pairs.find_pairs` and `pairs.find_pairs_within`
compare people with their keys, `reasons` holds the one table of weights.
"""
