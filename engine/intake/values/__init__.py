"""Readers: one cell to one exact value, or to nothing with a reason. Never a guess."""
