"""Measures building a site, beside others that make the same plain pages."""
