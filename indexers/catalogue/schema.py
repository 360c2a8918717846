"""The catalogue's migrations: number i takes a file from version i to i + 1. Never edit one that was released."""

MIGRATIONS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE items (
        seq INTEGER PRIMARY KEY,         -- place of the item's vector in a sidecar, order of the columns
        id TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,            -- the file or server that it came from
        line_digest BLOB NOT NULL,       -- of the line as read, so that an unchanged one costs nothing
        text_digest BLOB NOT NULL,       -- of the text and encoder behind its vector; empty: to be encoded again
        item TEXT NOT NULL               -- JSON of indexers.models.Item, absent fields left out
    );
    CREATE INDEX items_source ON items (source);
    CREATE INDEX items_parent ON items (json_extract(item, '$.parent'))
        WHERE json_extract(item, '$.parent') IS NOT NULL;
    CREATE VIRTUAL TABLE words USING fts5 (
        title, aliases, people, keywords, genres, description,
        tokenize = "porter unicode61 remove_diacritics 2"
    );
    INSERT INTO meta VALUES ('generation', '0');
    """,
)
