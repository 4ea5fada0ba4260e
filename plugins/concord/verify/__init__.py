"""Judges a finished site by its own proof, offline: who agreed, whether the words stand so, and what was added."""
