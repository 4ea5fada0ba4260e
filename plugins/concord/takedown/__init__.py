"""Takes what is hidden out of a site that is built already, whatever has become of the archive around it."""
