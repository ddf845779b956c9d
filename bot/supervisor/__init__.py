"""`ombud serve`: starts the processes, keeps them alive, and tells honestly what works."""
