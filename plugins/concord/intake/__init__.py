"""Drafts that come by mail or on a stick become one change, by the archive itself and with nothing of the way."""
