"""How files are written: what can be read at all."""
