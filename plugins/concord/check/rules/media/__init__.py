"""Pictures and the words they need."""
