-- What others read: collections, the editions that were set of them, and the terms under which stories may be
-- passed on. Nothing that was here changes, so that a Clipdesk of layout 4 can still read the file.

CREATE TABLE collections (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL,
    folded      TEXT NOT NULL UNIQUE,
    position    TEXT NOT NULL,
    brief       TEXT NOT NULL,
    language    TEXT NOT NULL,     -- of the editor's words, BCP 47
    editor      TEXT,              -- who signs
    template    TEXT NOT NULL,     -- its name
    next_number INTEGER NOT NULL,  -- that the next edition gets
    recipients  TEXT NOT NULL DEFAULT '', -- who gets it by mail, one a line
    made_at     INTEGER NOT NULL
) STRICT;

-- What stands in a collection, in one order: a section holds what follows it, up to the next.
CREATE TABLE collected (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collections (id),
    position   TEXT NOT NULL,
    kind       INTEGER NOT NULL,   -- 1 section, 2 story, 3 note, 4 heading, 5 divider, 6 picture
    stays      INTEGER NOT NULL,   -- 1: is there again in the next edition
    words      TEXT NOT NULL,      -- a name, a note, a heading, a caption; of a story what the editor says of it
    story      INTEGER REFERENCES stories (id),
    form       INTEGER,            -- of a story: 1 link, 2 summary, 3 quote, 4 full
    chosen     TEXT NOT NULL,      -- JSON: the quotes and highlights of a story; what a picture is
    picture    TEXT                -- the file of a picture
) STRICT;
CREATE INDEX collected_in_order ON collected (collection, position, id);
CREATE INDEX collected_by_story ON collected (story) WHERE story IS NOT NULL;

-- Where a collection looks for new stories, and the section that they go to.
CREATE TABLE sources (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    collection    INTEGER NOT NULL REFERENCES collections (id),
    topic         INTEGER NOT NULL REFERENCES topics (id),
    topic_section INTEGER,
    section       INTEGER          -- in `collected`; none for the end
) STRICT;
CREATE INDEX sources_by_topic ON sources (topic);

-- New stories that the editor waved on.
CREATE TABLE passed_over (
    collection INTEGER NOT NULL REFERENCES collections (id),
    story      INTEGER NOT NULL REFERENCES stories (id),
    PRIMARY KEY (collection, story)
) STRICT, WITHOUT ROWID;

-- What was set stays as it was, whatever becomes of its stories and its collection.
CREATE TABLE editions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    collection   INTEGER,          -- none if it was removed
    name         TEXT NOT NULL,    -- of the collection
    issue        INTEGER NOT NULL,
    correction   INTEGER NOT NULL, -- 0 is the edition itself
    uuid         TEXT NOT NULL UNIQUE,
    title        TEXT NOT NULL,
    changes      TEXT,             -- what a correction says of itself
    set_at       INTEGER NOT NULL,
    withdrawn_at INTEGER,
    why          TEXT,             -- why it was withdrawn
    document     BLOB NOT NULL,    -- JSON, packed with zstd
    sha256       TEXT NOT NULL     -- of that JSON
) STRICT;
CREATE UNIQUE INDEX editions_by_number ON editions (collection, issue, correction);

-- The stories of an edition, by their numbers; what was purged since is still there.
CREATE TABLE edition_stories (
    edition INTEGER NOT NULL REFERENCES editions (id),
    story   INTEGER NOT NULL,
    PRIMARY KEY (edition, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_stories_by_story ON edition_stories (story);

-- The files of an edition's pictures.
CREATE TABLE edition_pictures (
    edition INTEGER NOT NULL REFERENCES editions (id),
    file    TEXT NOT NULL,
    PRIMARY KEY (edition, file)
) STRICT, WITHOUT ROWID;

-- What left the desk: as what, to whom.
CREATE TABLE deliveries (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    edition INTEGER NOT NULL REFERENCES editions (id),
    at      INTEGER NOT NULL,
    format  TEXT NOT NULL,
    taker   TEXT NOT NULL,         -- a file, or an address
    state   INTEGER NOT NULL,      -- 1 on its way, 2 delivered, 3 refused
    said    TEXT                   -- what the server said
) STRICT;
CREATE UNIQUE INDEX deliveries_once ON deliveries (edition, taker, format);

-- Under which terms stories may be passed on: those of an outlet, and of one story.
CREATE TABLE outlet_rights (
    folded      TEXT PRIMARY KEY,
    outlet      TEXT NOT NULL,
    reuse       TEXT,
    licence     TEXT,
    credit      TEXT,
    quote_limit INTEGER,
    embargo     INTEGER
) STRICT;
CREATE TABLE story_rights (
    story       INTEGER PRIMARY KEY REFERENCES stories (id),
    reuse       TEXT,
    licence     TEXT,
    credit      TEXT,
    quote_limit INTEGER,
    embargo     INTEGER
) STRICT;

-- Templates of the editor's own.
CREATE TABLE templates (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL
) STRICT;
