"""Spreadsheets become drafts: read a table, read its mapping, make a draft of each row, judge it, write it once."""
