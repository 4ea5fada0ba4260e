"""`concord-publish`: what the archive gives to machines: data, sitemap."""
