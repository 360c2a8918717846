"""The people's migrations: number i takes a file from version i to i + 1. Never edit one that was released."""

MIGRATIONS = (
    """
    CREATE TABLE interactions (
        number INTEGER PRIMARY KEY,
        person TEXT NOT NULL,
        key BLOB NOT NULL,               -- the same thing said twice has the same key
        item TEXT,                       -- NULL: nothing in the catalogue matches yet
        kind TEXT NOT NULL,
        at_s REAL,
        interaction TEXT NOT NULL,       -- JSON of indexers.models.Interaction
        UNIQUE (person, key)
    );
    CREATE INDEX interactions_kind ON interactions (person, kind);
    CREATE INDEX interactions_unmatched ON interactions (number) WHERE item IS NULL;
    CREATE TABLE rules (
        person TEXT NOT NULL,
        slot TEXT NOT NULL,
        value TEXT NOT NULL,             -- JSON
        rule TEXT NOT NULL,              -- JSON of indexers.models.Rule
        PRIMARY KEY (person, slot, value)
    ) WITHOUT ROWID;
    CREATE TABLE turns (
        id TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        conversation TEXT NOT NULL,
        at_s REAL NOT NULL,
        bytes INTEGER NOT NULL,
        record TEXT NOT NULL             -- JSON
    );
    CREATE INDEX turns_person ON turns (person, at_s);
    CREATE INDEX turns_age ON turns (at_s);
    """,
    """
    CREATE TABLE accounts (
        source TEXT NOT NULL,            -- the server, as a source is named
        account TEXT NOT NULL,           -- its id there
        person TEXT NOT NULL,
        PRIMARY KEY (source, account)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE interactions ADD COLUMN work TEXT;    -- what the row calls its item: indexers.people.same.work_of
    CREATE INDEX interactions_item ON interactions (person, item, kind, at_s);
    CREATE INDEX interactions_work ON interactions (person, work, kind, at_s);
    CREATE TABLE corrections (
        person TEXT NOT NULL,
        work TEXT NOT NULL,              -- as in interactions, or the name of a series: same.series_of
        item TEXT NOT NULL,              -- what the person says it is; empty: nothing that is here
        PRIMARY KEY (person, work)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE interactions ADD COLUMN said BLOB;    -- the message that said it; NULL: it was imported
    CREATE INDEX interactions_said ON interactions (person, said) WHERE said IS NOT NULL;
    CREATE TABLE ledger (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        person TEXT NOT NULL,
        slot TEXT NOT NULL,
        value TEXT NOT NULL,             -- JSON
        rule TEXT NOT NULL,              -- JSON of indexers.models.Rule
        said BLOB,                       -- the message that laid it down
        ended_s REAL,                    -- when it was withdrawn or replaced; NULL: it stands
        ended_said BLOB                  -- the message that did
    );
    INSERT INTO ledger (person, slot, value, rule) SELECT person, slot, value, rule FROM rules;
    DROP TABLE rules;
    ALTER TABLE ledger RENAME TO rules;
    CREATE INDEX rules_person ON rules (person);
    CREATE TABLE settings (
        person TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (person, key)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE tokens (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE,       -- SHA-256 of the token
        name TEXT NOT NULL,              -- of the person, or of the frontend
        kind TEXT NOT NULL,              -- person, frontend
        created TEXT NOT NULL,           -- the day
        used TEXT                        -- the day of the last request; NULL: none yet
    );
    """,
)
