-- The layout for a million stories: narrow rows, texts packed apart, counts kept as they change, and a
-- journal by which whatever is held in memory beside the file follows it. Times are milliseconds since
-- 1970, UTC. Search leaves the file: its index lies beside it, and is made from it.

-- What the library says of itself. `identity`: changes when a backup is restored, so that an index made
-- of what came after is not believed. `indexed`: the highest number that has left `unindexed`.
-- `readable`: the earliest layout whose Clipdesk can still read this file. `stale`: what lists show is
-- to be written anew.
CREATE TABLE library (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

DROP TABLE search;
DROP INDEX stories_by_clipped; DROP INDEX stories_by_published; DROP INDEX stories_by_outlet;
DROP INDEX stories_unfetched; DROP INDEX clippings_by_story; DROP INDEX marks_unread;
DROP INDEX marks_starred; DROP INDEX marks_spiked; DROP INDEX marks_inbox;
DROP INDEX gathered_in_order; DROP INDEX gathered_by_story; DROP INDEX gathered_by_section;
DROP INDEX acts_by_state; DROP INDEX act_rows_by_act;

-- `folded` is the name as it is compared; two spellings of one name are two names that fold alike.
ALTER TABLE outlets ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
CREATE TABLE languages (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
CREATE INDEX outlets_by_folded ON outlets (folded);
CREATE INDEX agencies_by_folded ON agencies (folded);
CREATE INDEX writers_by_folded ON writers (folded);

CREATE TABLE new_stories (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- grows in the order of clipping, never reused
    address         TEXT,
    typed           INTEGER NOT NULL,
    added_at        INTEGER NOT NULL,
    unfetched       TEXT,
    clipping        INTEGER REFERENCES clippings (id),
    headline        TEXT NOT NULL,
    standfirst      TEXT,
    outlet          INTEGER REFERENCES outlets (id),
    outlet_inferred INTEGER NOT NULL DEFAULT 0,
    agency          INTEGER REFERENCES agencies (id),
    published       TEXT,
    published_order INTEGER,
    language        INTEGER REFERENCES languages (id),
    kind            TEXT NOT NULL DEFAULT 'article',
    wire            INTEGER                            -- hash of the text, to know copies of it
) STRICT;
INSERT INTO new_stories (id, address, typed, added_at, unfetched, clipping, headline, standfirst, kind)
    SELECT id, address, typed, round(unixepoch(added_at, 'subsec') * 1000), unfetched, clipping, headline,
      standfirst, kind FROM stories;

CREATE TABLE new_clippings (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    story      INTEGER NOT NULL REFERENCES stories (id),
    clipped_at INTEGER NOT NULL,
    how        TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    said       TEXT NOT NULL
) STRICT;
INSERT INTO new_clippings SELECT id, story, round(unixepoch(clipped_at, 'subsec') * 1000), how, sha256, bytes, said
    FROM clippings;

-- The clippings themselves, as JSON packed by zstd with its checksum. The dictionary, if there is one,
-- was learned from this library's own texts.
CREATE TABLE dictionaries (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE texts (
    clipping   INTEGER PRIMARY KEY REFERENCES clippings (id),
    dictionary INTEGER REFERENCES dictionaries (id),
    packed     BLOB NOT NULL
) STRICT;

-- The pages after the first of a clipping that stands on several: evidence as well.
CREATE TABLE sheets (
    clipping INTEGER NOT NULL REFERENCES clippings (id),
    sha256   TEXT NOT NULL,
    PRIMARY KEY (clipping, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE new_corrections (
    story   INTEGER NOT NULL REFERENCES stories (id),
    part    TEXT NOT NULL,
    value   TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (story, part)
) STRICT, WITHOUT ROWID;
INSERT INTO new_corrections SELECT story, part, value, round(unixepoch(made_at, 'subsec') * 1000) FROM corrections;

CREATE TABLE new_marks (
    story      INTEGER PRIMARY KEY REFERENCES stories (id),
    read_at    INTEGER,
    starred_at INTEGER,
    done_at    INTEGER,
    spiked_at  INTEGER
) STRICT;
INSERT INTO new_marks SELECT story, round(unixepoch(read_at, 'subsec') * 1000),
    round(unixepoch(starred_at, 'subsec') * 1000), round(unixepoch(done_at, 'subsec') * 1000),
    round(unixepoch(spiked_at, 'subsec') * 1000) FROM marks;

CREATE TABLE new_pictures (
    story    INTEGER NOT NULL REFERENCES stories (id),
    address  TEXT NOT NULL,
    position INTEGER,
    tried_at INTEGER,
    unkept   TEXT,
    sha256   TEXT,
    media    TEXT,
    width    INTEGER,
    height   INTEGER,
    bytes    INTEGER,
    PRIMARY KEY (story, address)
) STRICT, WITHOUT ROWID;
INSERT INTO new_pictures SELECT story, address, position, round(unixepoch(tried_at, 'subsec') * 1000), unkept,
    sha256, media, width, height, bytes FROM pictures;

-- Places in an order are fractions written in the digits 0-9A-Za-z, so that there is always room between
-- two of them; see `order.rs`. Until now all were whole numbers.
CREATE TABLE new_topics (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL UNIQUE,
    brief    TEXT NOT NULL DEFAULT '',
    position TEXT NOT NULL
) STRICT;
INSERT INTO new_topics SELECT id, name, folded, brief, 'V' || printf('%07d', position) FROM topics;
CREATE TABLE new_sections (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    topic    INTEGER NOT NULL REFERENCES topics (id),
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL,
    position TEXT NOT NULL,
    UNIQUE (topic, folded)
) STRICT;
INSERT INTO new_sections SELECT id, topic, name, folded, 'V' || printf('%07d', position) FROM sections;
CREATE TABLE new_gathered (
    topic    INTEGER NOT NULL REFERENCES topics (id),
    story    INTEGER NOT NULL REFERENCES stories (id),
    section  INTEGER REFERENCES sections (id),
    position TEXT NOT NULL,
    PRIMARY KEY (topic, story)
) STRICT, WITHOUT ROWID;
INSERT INTO new_gathered SELECT topic, story, section, 'V' || printf('%07d', position) FROM gathered;

CREATE TABLE new_acts (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    at    INTEGER NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done' -- done, undone, or left: undone, with something else done since
) STRICT;
INSERT INTO new_acts SELECT id, round(unixepoch(at, 'subsec') * 1000), words, state FROM acts;
CREATE TABLE new_act_rows (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    act     INTEGER NOT NULL REFERENCES acts (id),
    changed TEXT NOT NULL, -- the table
    story   INTEGER,       -- whose row it is, if it is one's: the history of a story
    before  TEXT,          -- the row as JSON; none for a row that was added
    after   TEXT           -- none for a row that was taken away
) STRICT;
INSERT INTO new_act_rows SELECT id, act, changed, coalesce(after, before) ->> '$.story', before, after FROM act_rows;
UPDATE new_act_rows SET
    before = json_set(before, '$.position', 'V' || printf('%07d', before ->> '$.position'))
    WHERE changed IN ('topics', 'sections', 'gathered') AND before IS NOT NULL;
UPDATE new_act_rows SET
    after = json_set(after, '$.position', 'V' || printf('%07d', after ->> '$.position'))
    WHERE changed IN ('topics', 'sections', 'gathered') AND after IS NOT NULL;
UPDATE new_act_rows SET
    before = json_set(before, '$.made_at', CAST(round(unixepoch(before ->> '$.made_at', 'subsec') * 1000) AS INTEGER))
    WHERE changed = 'corrections' AND before IS NOT NULL;
UPDATE new_act_rows SET
    after = json_set(after, '$.made_at', CAST(round(unixepoch(after ->> '$.made_at', 'subsec') * 1000) AS INTEGER))
    WHERE changed = 'corrections' AND after IS NOT NULL;
UPDATE new_act_rows SET before = json_set(before,
      '$.read_at', CAST(round(unixepoch(before ->> '$.read_at', 'subsec') * 1000) AS INTEGER),
      '$.starred_at', CAST(round(unixepoch(before ->> '$.starred_at', 'subsec') * 1000) AS INTEGER),
      '$.done_at', CAST(round(unixepoch(before ->> '$.done_at', 'subsec') * 1000) AS INTEGER),
      '$.spiked_at', CAST(round(unixepoch(before ->> '$.spiked_at', 'subsec') * 1000) AS INTEGER)),
    after = json_set(after,
      '$.read_at', CAST(round(unixepoch(after ->> '$.read_at', 'subsec') * 1000) AS INTEGER),
      '$.starred_at', CAST(round(unixepoch(after ->> '$.starred_at', 'subsec') * 1000) AS INTEGER),
      '$.done_at', CAST(round(unixepoch(after ->> '$.done_at', 'subsec') * 1000) AS INTEGER),
      '$.spiked_at', CAST(round(unixepoch(after ->> '$.spiked_at', 'subsec') * 1000) AS INTEGER))
    WHERE changed = 'marks';

-- The texts go over row by row, in `texts.rs`, which drops this table. It is no renamed one: what refers
-- to `clippings` would go on to refer to it.
CREATE TABLE old_clippings AS SELECT id, clipping FROM clippings;
DROP TABLE clippings; DROP TABLE stories; DROP TABLE corrections; DROP TABLE marks; DROP TABLE pictures; DROP TABLE topics;
DROP TABLE sections; DROP TABLE gathered; DROP TABLE act_rows; DROP TABLE acts;
ALTER TABLE new_stories RENAME TO stories;
ALTER TABLE new_clippings RENAME TO clippings;
ALTER TABLE new_corrections RENAME TO corrections;
ALTER TABLE new_marks RENAME TO marks;
ALTER TABLE new_pictures RENAME TO pictures;
ALTER TABLE new_topics RENAME TO topics;
ALTER TABLE new_sections RENAME TO sections;
ALTER TABLE new_gathered RENAME TO gathered;
ALTER TABLE new_acts RENAME TO acts;
ALTER TABLE new_act_rows RENAME TO act_rows;

CREATE INDEX stories_by_clipped ON stories (added_at, id);
CREATE INDEX stories_by_published ON stories (published_order, id);
CREATE INDEX stories_by_outlet ON stories (outlet, id) WHERE outlet IS NOT NULL;
CREATE INDEX stories_by_agency ON stories (agency, id) WHERE agency IS NOT NULL;
CREATE INDEX stories_by_language ON stories (language, id) WHERE language IS NOT NULL;
CREATE INDEX stories_unfetched ON stories (id) WHERE unfetched IS NOT NULL;
CREATE INDEX stories_by_wire ON stories (wire) WHERE wire IS NOT NULL;
CREATE INDEX clippings_by_story ON clippings (story, id);
CREATE INDEX marks_unread ON marks (story) WHERE read_at IS NULL;
CREATE INDEX marks_starred ON marks (story) WHERE starred_at IS NOT NULL;
CREATE INDEX marks_spiked ON marks (story) WHERE spiked_at IS NOT NULL;
CREATE INDEX marks_inbox ON marks (story) WHERE done_at IS NULL;
CREATE INDEX gathered_in_order ON gathered (topic, position, story);
CREATE INDEX gathered_by_story ON gathered (story);
CREATE INDEX gathered_by_section ON gathered (section, story) WHERE section IS NOT NULL;
CREATE INDEX acts_by_state ON acts (state, id);
CREATE INDEX act_rows_by_act ON act_rows (act, id);
CREATE INDEX act_rows_by_story ON act_rows (story) WHERE story IS NOT NULL;

-- Who wrote a story. Derived from the byline as it stands, see `shown.rs`.
CREATE TABLE written (
    writer INTEGER NOT NULL REFERENCES writers (id),
    story  INTEGER NOT NULL REFERENCES stories (id),
    PRIMARY KEY (writer, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX written_by_story ON written (story);
-- Stories whose text another story has as well. Derived from `wire`, see `shown.rs`.
CREATE TABLE copies (story INTEGER PRIMARY KEY REFERENCES stories (id)) STRICT;

-- What the editor wrote in the margin, and what they marked in the text. A highlight is found again by
-- its own words and those around them, also in a later clipping.
CREATE TABLE notes (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    text     TEXT NOT NULL,
    made_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX notes_by_story ON notes (story, id);
CREATE TABLE highlights (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    text     TEXT NOT NULL,             -- verbatim
    before   TEXT NOT NULL DEFAULT '',  -- a few words that stand before it
    after    TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,-- in characters from the beginning of the text, to choose among several
    colour   TEXT NOT NULL,
    note     TEXT NOT NULL DEFAULT '',
    made_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX highlights_by_story ON highlights (story, id);
-- What a speaker said, worth keeping.
CREATE TABLE quotes (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    story   INTEGER NOT NULL REFERENCES stories (id),
    text    TEXT NOT NULL,              -- verbatim
    speaker TEXT,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quotes_by_story ON quotes (story, id);

-- Searches that were kept under a name.
CREATE TABLE searches (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL UNIQUE,
    words    TEXT NOT NULL,             -- as they were typed
    position TEXT NOT NULL
) STRICT;

-- Stories that the search index does not hold as they stand now, by a number that grows. Those that are
-- pressing are searched beside it meanwhile; those that came by the thousand are not.
CREATE TABLE unindexed (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL UNIQUE,
    pressing INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX unindexed_pressing ON unindexed (number) WHERE pressing = 1;

-- What a story is, came to be or ceased to be: the last changes, by a number that grows. The kinds are
-- those of `counts`, and: 2 read, 3 starred, 4 done, 5 spiked, 6 unfetched, 7 here at all,
-- 20 has a note, 21 a highlight, 22 a quote, 23 copies; 30 published at `key`, or at no known time. 40: the tag `key`
-- has another name, or is gone.
CREATE TABLE journal (
    number  INTEGER PRIMARY KEY,
    kind    INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    story   INTEGER NOT NULL,
    present INTEGER NOT NULL
) STRICT;

-- How many stories there are of a kind that are not in the bin, and how many of them are unread.
-- Kind 1 are states: key 1 all, 2 inbox, 3 starred, 4 unfetched, 5 in the bin.
-- 10 tags, 11 topics, 12 sections, 13 outlets, 14 agencies, 15 writers, 16 languages.
CREATE TABLE counts (
    kind    INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    stories INTEGER NOT NULL,
    unread  INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

INSERT INTO counts (kind, key, stories, unread) VALUES (1, 1, 0, 0), (1, 2, 0, 0), (1, 3, 0, 0), (1, 4, 0, 0), (1, 5, 0, 0);
INSERT INTO library (key, value) VALUES ('identity', lower(hex(randomblob(16)))), ('indexed', '0'),
    ('readable', '4'), ('stale', 'yes');
