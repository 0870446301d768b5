"""Measures the comparison engine, beside others."""
