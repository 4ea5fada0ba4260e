"""Everything that leaves the house: kinds of output in one registry, and writing them whole or not at all."""
