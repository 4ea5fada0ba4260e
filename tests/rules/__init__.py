"""Examples of every rule: a base archive, and for each rule what to change in it to make it bad or keep it good."""
