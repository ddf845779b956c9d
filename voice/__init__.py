"""CALLS: the telephone line. Empty until its issue; see DESIGN section 4."""
