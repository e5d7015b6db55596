PRAGMA application_id = 1131178352;
PRAGMA user_version = 3;
CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE agencies (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
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
, kind TEXT NOT NULL DEFAULT 'article') STRICT;
CREATE TABLE keys (
    key   TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
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
CREATE TABLE corrections (
    story   INTEGER NOT NULL REFERENCES stories (id),
    part    TEXT NOT NULL,
    value   TEXT NOT NULL, -- JSON, in the shape of the part
    made_at TEXT NOT NULL,
    PRIMARY KEY (story, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE marks (
    story      INTEGER PRIMARY KEY REFERENCES stories (id),
    read_at    TEXT,
    starred_at TEXT,
    done_at    TEXT,
    spiked_at  TEXT
) STRICT;
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
CREATE TABLE gathered (
    topic    INTEGER NOT NULL REFERENCES topics (id),
    story    INTEGER NOT NULL REFERENCES stories (id),
    section  INTEGER REFERENCES sections (id),
    position REAL NOT NULL,
    PRIMARY KEY (topic, story)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE acts (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    words  TEXT NOT NULL,
    state  TEXT NOT NULL DEFAULT 'done' -- done, undone, or left: undone, with something else done since
) STRICT;
CREATE TABLE act_rows (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    act     INTEGER NOT NULL REFERENCES acts (id),
    changed TEXT NOT NULL, -- the table
    before  TEXT,          -- the row as JSON; none for a row that was added
    after   TEXT           -- none for a row that was taken away
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    headline, standfirst, body, byline, outlet, agency,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TABLE pictures (
    story    INTEGER NOT NULL REFERENCES stories (id),
    address  TEXT NOT NULL,
    position INTEGER,          -- in the story: what leads it has 0; none for what it shows no more
    tried_at TEXT,             -- when it was last fetched, or failed to be
    unkept   TEXT,             -- why it is not kept; none once it is
    sha256   TEXT,             -- of its bytes, and what they are; none until it is kept
    media    TEXT,             -- jpeg, png, gif, webp or avif: also the end of the file's name
    width    INTEGER,          -- in pixels
    height   INTEGER,
    bytes    INTEGER,
    PRIMARY KEY (story, address)
) STRICT, WITHOUT ROWID;
INSERT INTO outlets VALUES (1, 'Arn Courier');
INSERT INTO stories VALUES (1, 'https://arncourier.example/ferry-sund', 0, '2026-11-26T05:39:18.992Z', NULL, 1, 'Ferry to Sund resumes', 'The ferry to Sund left the quay again on Thursday morning after four days of storm, with forty passengers and the post.', 1, 0, NULL, '2025-10-16T09:30:00+02:00', 1760599800, 'en', 'article');
INSERT INTO stories VALUES (2, 'https://kyivledger.example/porom', 0, '2026-11-26T05:39:18.992Z', NULL, 2, 'Пором знову ходить', 'Пором до Сунда знову вийшов у море в четвер уранці після чотирьох днів шторму, на борту сорок пасажирів.', NULL, 0, NULL, '2025-10-16', 1760572800, 'uk', 'article');
INSERT INTO stories VALUES (3, NULL, 0, '2026-11-26T05:39:19.464Z', NULL, 3, 'Quay opens after the storm', 'The harbour office of Arn said on Thursday that the eastern quay is open again.', 1, 0, NULL, NULL, NULL, NULL, 'article');
INSERT INTO stories VALUES (4, 'https://127.0.0.1:1/none', 1, '2026-11-26T05:39:20.455Z', '127.0.0.1 refused the connection', NULL, 'https://127.0.0.1:1/none', NULL, NULL, 0, NULL, NULL, NULL, NULL, 'article');
INSERT INTO keys VALUES ('arncourier.example/ferry-sund', 1);
INSERT INTO keys VALUES ('kyivledger.example/porom', 2);
INSERT INTO keys VALUES ('text:e32aff81a27543a71cfa040bc0c096236494cd511aceb517583f6441236af24e', 3);
INSERT INTO keys VALUES ('127.0.0.1:1/none', 4);
INSERT INTO clippings VALUES (1, 1, '2026-11-26T05:39:18.992Z', 'file', '200946ee29d4e19d1214685068f8afe5f4c2df98c98f120224bc40f67f555d22', 616, '9645b394e45144ddcebb872fe6a37da2e95060d18b9b665a0858bb0614596f0b', '{"kind":"article","kind_evidence":[],"address":"https://arncourier.example/ferry-sund","fragment":null,"headline":{"value":"Ferry to Sund resumes","evidence":"meta"},"standfirst":null,"byline":{"value":["Ann Lee","Bob Roy"],"evidence":"markup"},"credited":{"value":["Ann Lee","Bob Roy"],"evidence":"markup"},"outlet":{"value":"Arn Courier","evidence":"meta"},"agency":null,"author_note":null,"published":{"value":"2025-10-16T09:30:00+02:00","evidence":"meta"},"modified":null,"day_hints":[{"words":"Thursday","day":"2026-11-26"}],"language":{"value":"en","evidence":"markup"},"kicker":null,"dateline":null,"lead_image":null,"rights":null,"keywords":null,"paywalled":null,"body":[{"block":"paragraph","text":[{"text":"The ferry to Sund left the quay again on Thursday morning after four days of storm, with forty passengers and the post."}]},{"block":"paragraph","text":[{"text":"The harbour master said that the timetable of the autumn holds from now on, weather permitting."}]}],"entries":[],"pages":null,"further":[],"leads":[],"omissions":["standfirst"]}');
INSERT INTO clippings VALUES (2, 2, '2026-11-26T05:39:18.992Z', 'file', '6cced835bf05c523f06921ba5e150312db588239367bd52ca446f37fc68fcaa1', 546, 'dc86efe13d116c2073a0d52d10d3a679824554a57b0334c57802503918b48855', '{"kind":"article","kind_evidence":[],"address":"https://kyivledger.example/porom","fragment":null,"headline":{"value":"Пором знову ходить","evidence":"meta"},"standfirst":null,"byline":null,"credited":null,"outlet":null,"agency":null,"author_note":null,"published":null,"modified":null,"day_hints":[{"words":"четвер","day":"2026-11-26"}],"language":{"value":"uk","evidence":"markup"},"kicker":null,"dateline":null,"lead_image":null,"rights":null,"keywords":null,"paywalled":null,"body":[{"block":"paragraph","text":[{"text":"Пором до Сунда знову вийшов у море в четвер уранці після чотирьох днів шторму, на борту сорок пасажирів."}]},{"block":"paragraph","text":[{"text":"Капітан порту каже, що осінній розклад діє, якщо дозволить погода."}]}],"entries":[],"pages":null,"further":[],"leads":[],"omissions":["standfirst","byline","outlet","published"]}');
INSERT INTO clippings VALUES (3, 3, '2026-11-26T05:39:19.464Z', 'file', 'd38be59e5b3ed23fcf221c9963e5e79526493654fbe421ccb7582b802611eb96', 186, 'c741da93203d1e921b21abaf2735304254a817a226c705c41851e5c3c654fccf', '{"kind":"article","kind_evidence":[],"address":null,"fragment":null,"headline":{"value":"Quay opens after the storm","evidence":"text"},"standfirst":null,"byline":null,"credited":null,"outlet":null,"agency":null,"author_note":null,"published":null,"modified":null,"day_hints":[{"words":"Thursday","day":"2026-11-26"}],"language":null,"kicker":null,"dateline":null,"lead_image":null,"rights":null,"keywords":null,"paywalled":null,"body":[{"block":"paragraph","text":[{"text":"The harbour office of Arn said on Thursday that the eastern quay is open again."}]},{"block":"paragraph","text":[{"text":"Boats from three villages came in before noon, and the ice house is working."}]}],"entries":[],"pages":null,"further":[],"leads":[],"omissions":["standfirst","byline","outlet","published"]}');
INSERT INTO corrections VALUES (2, 'published', '"2025-10-16"', '2026-11-26T05:39:19.819Z');
INSERT INTO corrections VALUES (3, 'outlet', '"Arn Courier"', '2026-11-26T05:39:19.746Z');
INSERT INTO marks VALUES (1, NULL, NULL, '2026-11-26T05:39:20.222Z', NULL);
INSERT INTO marks VALUES (2, '2026-11-26T05:39:19.883Z', '2026-11-26T05:39:19.883Z', NULL, '2026-11-26T05:39:20.291Z');
INSERT INTO marks VALUES (3, NULL, NULL, NULL, NULL);
INSERT INTO marks VALUES (4, NULL, NULL, NULL, NULL);
INSERT INTO tags VALUES (1, 'Ferries', 'ferries');
INSERT INTO tagged VALUES (1, 1);
INSERT INTO tagged VALUES (1, 2);
INSERT INTO topics VALUES (1, 'Harbours', 'harbours', '', 1.0);
INSERT INTO sections VALUES (1, 1, 'Quays', 'quays', 1.0);
INSERT INTO gathered VALUES (1, 1, NULL, 1.0);
INSERT INTO gathered VALUES (1, 2, NULL, 2.0);
INSERT INTO gathered VALUES (1, 3, 1, 3.0);
INSERT INTO acts VALUES (1, '2026-11-26T05:39:18.992Z', 'Clipped “Ferry to Sund resumes”', 'done');
INSERT INTO acts VALUES (2, '2026-11-26T05:39:18.992Z', 'Clipped “Пором знову ходить”', 'done');
INSERT INTO acts VALUES (3, '2026-11-26T05:39:19.464Z', 'Clipped “Quay opens after the storm”', 'done');
INSERT INTO acts VALUES (4, '2026-11-26T05:39:19.614Z', 'Made the section “Quays” in “Harbours”', 'done');
INSERT INTO acts VALUES (5, '2026-11-26T05:39:19.673Z', 'Filed “Quay opens after the storm” under “Harbours, Quays”', 'done');
INSERT INTO acts VALUES (6, '2026-11-26T05:39:19.746Z', 'Corrected the outlet of “Quay opens after the storm”', 'done');
INSERT INTO acts VALUES (7, '2026-11-26T05:39:19.819Z', 'Corrected the date of “Пором знову ходить”', 'done');
INSERT INTO acts VALUES (8, '2026-11-26T05:39:19.883Z', 'Marked “Пором знову ходить” as starred and read', 'done');
INSERT INTO acts VALUES (9, '2026-11-26T05:39:19.949Z', 'Tagged “Quay opens after the storm” “Budapest”', 'left');
INSERT INTO acts VALUES (10, '2026-11-26T05:39:20.099Z', 'Spiked “Ferry to Sund resumes”', 'left');
INSERT INTO acts VALUES (11, '2026-11-26T05:39:20.222Z', 'Marked “Ferry to Sund resumes” as done', 'done');
INSERT INTO acts VALUES (12, '2026-11-26T05:39:20.291Z', 'Spiked “Пором знову ходить”', 'done');
INSERT INTO acts VALUES (13, '2026-11-26T05:39:20.328Z', 'Took “Quay opens after the storm” out of “Harbours”', 'left');
INSERT INTO acts VALUES (14, '2026-11-26T05:39:20.455Z', 'Clipped https://127.0.0.1:1/none', 'done');
INSERT INTO act_rows VALUES (1, 1, 'marks', '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":"2026-11-26T05:39:18.992Z"}', '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}');
INSERT INTO act_rows VALUES (2, 1, 'tags', NULL, '{"id":1,"name":"Ferries","folded":"ferries"}');
INSERT INTO act_rows VALUES (3, 1, 'tagged', NULL, '{"tag":1,"story":1}');
INSERT INTO act_rows VALUES (4, 1, 'topics', NULL, '{"id":1,"name":"Harbours","folded":"harbours","brief":"","position":1.0}');
INSERT INTO act_rows VALUES (5, 1, 'gathered', NULL, '{"topic":1,"story":1,"section":null,"position":1.0}');
INSERT INTO act_rows VALUES (6, 2, 'marks', '{"story":2,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":"2026-11-26T05:39:18.992Z"}', '{"story":2,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}');
INSERT INTO act_rows VALUES (7, 2, 'tagged', NULL, '{"tag":1,"story":2}');
INSERT INTO act_rows VALUES (8, 2, 'gathered', NULL, '{"topic":1,"story":2,"section":null,"position":2.0}');
INSERT INTO act_rows VALUES (9, 3, 'marks', '{"story":3,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":"2026-11-26T05:39:19.464Z"}', '{"story":3,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}');
INSERT INTO act_rows VALUES (10, 4, 'sections', NULL, '{"id":1,"topic":1,"name":"Quays","folded":"quays","position":1.0}');
INSERT INTO act_rows VALUES (11, 5, 'gathered', NULL, '{"topic":1,"story":3,"section":1,"position":3.0}');
INSERT INTO act_rows VALUES (12, 6, 'corrections', NULL, '{"story":3,"part":"outlet","value":"\"Arn Courier\"","made_at":"2026-11-26T05:39:19.746Z"}');
INSERT INTO act_rows VALUES (13, 7, 'corrections', NULL, '{"story":2,"part":"published","value":"\"2025-10-16\"","made_at":"2026-11-26T05:39:19.819Z"}');
INSERT INTO act_rows VALUES (14, 8, 'marks', '{"story":2,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}', '{"story":2,"read_at":null,"starred_at":"2026-11-26T05:39:19.883Z","done_at":null,"spiked_at":null}');
INSERT INTO act_rows VALUES (15, 8, 'marks', '{"story":2,"read_at":null,"starred_at":"2026-11-26T05:39:19.883Z","done_at":null,"spiked_at":null}', '{"story":2,"read_at":"2026-11-26T05:39:19.883Z","starred_at":"2026-11-26T05:39:19.883Z","done_at":null,"spiked_at":null}');
INSERT INTO act_rows VALUES (16, 9, 'tags', NULL, '{"id":2,"name":"Budapest","folded":"budapest"}');
INSERT INTO act_rows VALUES (17, 9, 'tagged', NULL, '{"tag":2,"story":3}');
INSERT INTO act_rows VALUES (18, 10, 'marks', '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}', '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":"2026-11-26T05:39:20.099Z"}');
INSERT INTO act_rows VALUES (19, 11, 'marks', '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}', '{"story":1,"read_at":null,"starred_at":null,"done_at":"2026-11-26T05:39:20.222Z","spiked_at":null}');
INSERT INTO act_rows VALUES (20, 12, 'marks', '{"story":2,"read_at":"2026-11-26T05:39:19.883Z","starred_at":"2026-11-26T05:39:19.883Z","done_at":null,"spiked_at":null}', '{"story":2,"read_at":"2026-11-26T05:39:19.883Z","starred_at":"2026-11-26T05:39:19.883Z","done_at":null,"spiked_at":"2026-11-26T05:39:20.291Z"}');
INSERT INTO act_rows VALUES (21, 13, 'gathered', '{"topic":1,"story":3,"section":1,"position":3.0}', NULL);
INSERT INTO act_rows VALUES (22, 14, 'marks', '{"story":4,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":"2026-11-26T05:39:20.455Z"}', '{"story":4,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}');
UPDATE sqlite_sequence SET seq = 4 WHERE name = 'stories';
UPDATE sqlite_sequence SET seq = 22 WHERE name = 'act_rows';
UPDATE sqlite_sequence SET seq = 3 WHERE name = 'clippings';
UPDATE sqlite_sequence SET seq = 14 WHERE name = 'acts';
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'tags';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'topics';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'sections';
CREATE INDEX stories_by_clipped ON stories (added_at, id);
CREATE INDEX stories_by_published ON stories (published_order, id);
CREATE INDEX stories_by_outlet ON stories (outlet);
CREATE INDEX stories_unfetched ON stories (id) WHERE unfetched IS NOT NULL;
CREATE INDEX keys_by_story ON keys (story);
CREATE INDEX clippings_by_story ON clippings (story, id);
CREATE INDEX marks_unread ON marks (story) WHERE read_at IS NULL;
CREATE INDEX marks_starred ON marks (story) WHERE starred_at IS NOT NULL;
CREATE INDEX marks_spiked ON marks (story) WHERE spiked_at IS NOT NULL;
CREATE INDEX marks_inbox ON marks (story) WHERE done_at IS NULL;
CREATE INDEX tagged_by_story ON tagged (story, tag);
CREATE INDEX gathered_in_order ON gathered (topic, position, story);
CREATE INDEX gathered_by_story ON gathered (story);
CREATE INDEX gathered_by_section ON gathered (section);
CREATE INDEX leads_by_key ON leads (key) WHERE key IS NOT NULL;
CREATE INDEX acts_by_state ON acts (state, id);
CREATE INDEX act_rows_by_act ON act_rows (act, id);
