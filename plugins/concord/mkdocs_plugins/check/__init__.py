"""`concord-check`: nothing is built from an archive with errors."""
