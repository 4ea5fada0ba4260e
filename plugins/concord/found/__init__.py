"""Founds an archive in an empty folder: charter drafts, settings, workflows for forges, and what is left to do."""
