"""The browser phone: `/ring`, where anybody can try the line with a microphone or with keys only."""
