"""What texts and sites beyond measure cost, beside honest ones of their size."""
