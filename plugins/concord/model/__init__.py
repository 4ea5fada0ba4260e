"""Frozen values without I/O: what an archive is made of."""
