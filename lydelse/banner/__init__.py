"""The consent banner: from what is asked to the snippet that asks it."""
