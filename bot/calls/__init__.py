"""What the web process knows of calls: how a browser gets onto the line."""
