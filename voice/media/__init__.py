"""The socket: Asterisk's chan_websocket and the browser phone, as lines."""
