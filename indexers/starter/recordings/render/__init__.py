"""Makes the recordings: `python -m indexers.starter.recordings.render` (needs av, pillow and espeakng-loader)."""
