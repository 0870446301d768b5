"""What the checks find in real policies, to be read: what is right, and what is a false alarm."""
