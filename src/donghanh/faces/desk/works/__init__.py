"""Works on the desk: the visits of a day, a crew's day in order, one order with what phones sent of it."""
