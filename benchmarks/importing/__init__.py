"""Measures the import of a repository with many policies."""
