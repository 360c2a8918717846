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
    """
    CREATE TABLE stages (                -- what each stage made of an item's file
        seq INTEGER NOT NULL,
        stage TEXT NOT NULL,
        digest BLOB NOT NULL,            -- of the file and the stage's version; empty: to be read again
        outcome TEXT NOT NULL,           -- done, skipped, failed
        cause TEXT NOT NULL,             -- why, where it is not done
        language TEXT NOT NULL,
        facts TEXT NOT NULL,             -- JSON object
        phrases TEXT NOT NULL,           -- JSON array
        spaces TEXT NOT NULL,            -- JSON array: the collections that hold a vector of it
        PRIMARY KEY (seq, stage)
    ) WITHOUT ROWID;
    CREATE TABLE moments (
        moment INTEGER PRIMARY KEY,      -- place of its vector in the sidecar
        seq INTEGER NOT NULL,
        stage TEXT NOT NULL,
        start_s REAL NOT NULL,
        end_s REAL NOT NULL,
        text TEXT NOT NULL,
        facts TEXT NOT NULL,             -- JSON object
        spaces TEXT NOT NULL             -- JSON array
    );
    CREATE INDEX moments_seq ON moments (seq, stage, start_s);
    CREATE VIRTUAL TABLE moment_words USING fts5 (
        text, content = "moments", content_rowid = "moment", tokenize = "porter unicode61 remove_diacritics 2"
    );
    CREATE TRIGGER moment_added AFTER INSERT ON moments BEGIN
        INSERT INTO moment_words (rowid, text) VALUES (new.moment, new.text);
    END;
    CREATE TRIGGER moment_removed AFTER DELETE ON moments BEGIN
        INSERT INTO moment_words (moment_words, rowid, text) VALUES ('delete', old.moment, old.text);
    END;
    CREATE TRIGGER item_removed AFTER DELETE ON items BEGIN
        DELETE FROM stages WHERE seq = old.seq;
        DELETE FROM moments WHERE seq = old.seq;
    END;
    INSERT INTO meta VALUES ('findings', '0');
    """,
    """
    ALTER TABLE items ADD COLUMN work TEXT;  -- id of the item that stands for the same work; NULL: it stands for itself
    ALTER TABLE items ADD COLUMN why TEXT;   -- how that was told
    ALTER TABLE items ADD COLUMN own TEXT;   -- JSON as its source has it, where `item` says more; NULL: as `item`
    CREATE INDEX items_work ON items (work) WHERE work IS NOT NULL;
    CREATE TABLE verdicts (              -- what a person said of two items; a < b
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        same INTEGER NOT NULL,
        PRIMARY KEY (a, b)
    ) WITHOUT ROWID;
    CREATE TABLE looked_up (             -- what a service said of an item that was asked about
        id TEXT NOT NULL,
        service TEXT NOT NULL,
        at TEXT NOT NULL,                -- ISO time
        reference TEXT NOT NULL,         -- its own id for the work; empty: it knows none
        facts TEXT NOT NULL,             -- JSON object: fields of an item
        PRIMARY KEY (id, service)
    ) WITHOUT ROWID;
    """,
)
