"""What may be shown, and who might be harmed."""
