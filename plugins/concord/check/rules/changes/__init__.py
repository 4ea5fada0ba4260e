"""What a change may not do to what all sides had agreed before it: asked with `concord check --base`."""
