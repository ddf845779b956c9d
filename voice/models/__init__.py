"""Models on disk: fetched from the hub, put together from packages, checked. What they are used for is elsewhere."""
