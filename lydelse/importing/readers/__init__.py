"""The readers, one for each format: each gives a `Document`."""
