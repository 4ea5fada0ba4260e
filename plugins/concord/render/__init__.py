"""Site to pages: Markdown to safe HTML, pictures to derivatives, view data, and our own autoescaping templates."""
