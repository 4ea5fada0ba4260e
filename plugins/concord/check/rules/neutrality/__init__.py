"""Equal room for every side."""
