-- Who publishes, and whose wire copy it is: two different things.
CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE agencies (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

-- A story is a piece of journalism at one address. What it says is in its clippings.
CREATE TABLE stories (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- grows in the order of clipping, never reused
    address         TEXT,                              -- canonical; a paste has none
    typed           INTEGER NOT NULL,                  -- 1: a person gave the address, so it may be private
    added_at        TEXT NOT NULL,                     -- RFC 3339 in UTC, to the millisecond, as all times here
    unfetched       TEXT,                              -- why its page is not here yet
    clipping        INTEGER REFERENCES clippings (id), -- the latest
    -- What lists show: the latest clipping under the editor's corrections. Derived, see `shown.rs`.
    headline        TEXT NOT NULL,
    standfirst      TEXT,
    outlet          INTEGER REFERENCES outlets (id),
    outlet_inferred INTEGER NOT NULL DEFAULT 0,
    agency          INTEGER REFERENCES agencies (id),
    published       TEXT,                              -- a day or a moment, exactly as known
    published_order INTEGER,                           -- the same as Unix seconds, to sort by
    language        TEXT
) STRICT;
CREATE INDEX stories_by_clipped ON stories (added_at, id);
CREATE INDEX stories_by_published ON stories (published_order, id);
CREATE INDEX stories_by_outlet ON stories (outlet);
CREATE INDEX stories_unfetched ON stories (id) WHERE unfetched IS NOT NULL;

-- All the keys that a story is known by: its address, the address that redirected there,
-- or the hash of its text. A key belongs to one story.
CREATE TABLE keys (
    key   TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_by_story ON keys (story);

-- What a story's page said at one moment. Never changed, never deleted.
CREATE TABLE clippings (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    story      INTEGER NOT NULL REFERENCES stories (id),
    clipped_at TEXT NOT NULL,
    how        TEXT NOT NULL,
    sha256     TEXT NOT NULL,    -- of the bytes received; they are in snapshots.db
    bytes      INTEGER NOT NULL, -- how many
    said       TEXT NOT NULL,    -- hash of what the page says, to know a correction from a fresh copy
    clipping   TEXT NOT NULL     -- the whole clipping, as JSON
) STRICT;
CREATE INDEX clippings_by_story ON clippings (story, id);

-- What the editor knows better. It wins over any clipping, earlier or later.
CREATE TABLE corrections (
    story   INTEGER NOT NULL REFERENCES stories (id),
    part    TEXT NOT NULL,
    value   TEXT NOT NULL, -- JSON, in the shape of the part
    made_at TEXT NOT NULL,
    PRIMARY KEY (story, part)
) STRICT, WITHOUT ROWID;

-- What the editor says about a story as a whole. One row a story, from the beginning.
CREATE TABLE marks (
    story      INTEGER PRIMARY KEY REFERENCES stories (id),
    read_at    TEXT,
    starred_at TEXT,
    done_at    TEXT,
    spiked_at  TEXT
) STRICT;
CREATE INDEX marks_unread ON marks (story) WHERE read_at IS NULL;
CREATE INDEX marks_starred ON marks (story) WHERE starred_at IS NOT NULL;
CREATE INDEX marks_spiked ON marks (story) WHERE spiked_at IS NOT NULL;
CREATE INDEX marks_inbox ON marks (story) WHERE done_at IS NULL;

-- `folded` is the name in lower case: names are unique without regard to case, in every script.
CREATE TABLE tags (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE tagged (
    tag   INTEGER NOT NULL REFERENCES tags (id),
    story INTEGER NOT NULL REFERENCES stories (id),
    PRIMARY KEY (tag, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagged_by_story ON tagged (story, tag);

CREATE TABLE topics (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL UNIQUE,
    brief    TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL
) STRICT;
CREATE TABLE sections (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    topic    INTEGER NOT NULL REFERENCES topics (id),
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL,
    position REAL NOT NULL,
    UNIQUE (topic, folded)
) STRICT;
-- Positions are real numbers, so that a story can be put between two others without touching them.
CREATE TABLE gathered (
    topic    INTEGER NOT NULL REFERENCES topics (id),
    story    INTEGER NOT NULL REFERENCES stories (id),
    section  INTEGER REFERENCES sections (id),
    position REAL NOT NULL,
    PRIMARY KEY (topic, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX gathered_in_order ON gathered (topic, position, story);
CREATE INDEX gathered_by_story ON gathered (story);
CREATE INDEX gathered_by_section ON gathered (section);

-- Stories that a story's page points to.
CREATE TABLE leads (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    folded   TEXT NOT NULL,   -- the headline in lower case: a lead stands once under its story
    headline TEXT NOT NULL,
    summary  TEXT,
    address  TEXT,
    key      TEXT,            -- of the address, to know whether it has been clipped
    typed    INTEGER NOT NULL DEFAULT 0, -- 1: a person gave the address
    lists    TEXT NOT NULL,   -- JSON array of headings
    UNIQUE (story, folded)
) STRICT;
CREATE INDEX leads_by_key ON leads (key) WHERE key IS NOT NULL;

-- What was done, in words, and the rows it changed, before and after: the history, and the way back.
CREATE TABLE acts (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    words  TEXT NOT NULL,
    state  TEXT NOT NULL DEFAULT 'done' -- done, undone, or left: undone, with something else done since
) STRICT;
CREATE INDEX acts_by_state ON acts (state, id);
CREATE TABLE act_rows (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    act     INTEGER NOT NULL REFERENCES acts (id),
    changed TEXT NOT NULL, -- the table
    before  TEXT,          -- the row as JSON; none for a row that was added
    after   TEXT           -- none for a row that was taken away
) STRICT;
CREATE INDEX act_rows_by_act ON act_rows (act, id);

-- Search. Derived from the stories; `shown.rs` keeps it true.
CREATE VIRTUAL TABLE search USING fts5 (
    headline, standfirst, body, byline, outlet, agency,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
