"""How long it takes from saving a text to seeing it in the browser."""
