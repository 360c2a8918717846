"""Facts from services on the net, for works that lack them: asked only where a person wants it (`--enrich`)."""
