"""`concord-site`: the pages of every edition, their pictures and styles, in one build."""
