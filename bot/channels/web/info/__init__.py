"""Pages to read: help lines, privacy, accessibility."""
