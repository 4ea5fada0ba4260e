"""Files in, located values and problems out: everything hostile is met here."""
