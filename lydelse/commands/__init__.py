"""The commands, each with its options and what it says to people."""
