"""Concord: a generator for cultural archives that rival sides keep together."""

from __future__ import annotations

__version__ = "0.1.0"
