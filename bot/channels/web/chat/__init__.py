"""The web chat: pages on top of the conversation service. They render turns and decide nothing."""
