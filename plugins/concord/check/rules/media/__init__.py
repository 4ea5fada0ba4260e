"""Pictures, sounds and films, and the words they need."""
