"""What may be shown, and only that: orders, languages, the gate (`site.py`) and the view data of pages."""
