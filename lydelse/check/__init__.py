"""Check: what can be known of a policy without a reader, beyond what a build needs to know."""
