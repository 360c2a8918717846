"""Media servers as sources: items from their API, and what their accounts watched, played and rated."""
