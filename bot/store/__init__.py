"""The store: what is remembered, encrypted, in SQLite or PostgreSQL. Start reading at `bot.store.database`."""
