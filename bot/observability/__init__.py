"""What an operator can see: logs and metrics, without a word of what a client says."""
