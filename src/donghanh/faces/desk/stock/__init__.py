"""Goods on the desk: levels, slips, transfers, recounts, masks shared out, the equation, custody."""
