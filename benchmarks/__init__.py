"""Measurements; nothing of the product needs them."""
