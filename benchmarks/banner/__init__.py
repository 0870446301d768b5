"""Measures the consent banner beside others."""
