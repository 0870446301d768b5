"""Compose: from the catalogue and the rendered texts to the files of the site, as a stream of paths and bytes."""
