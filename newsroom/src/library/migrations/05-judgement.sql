-- What an editor judges and says in words of their own: whether a claim holds, our translations, the
-- colour of a topic, what belongs into a section. Nothing that was here changes, so that a Clipdesk of
-- layout 4 can still read the file.

ALTER TABLE topics ADD COLUMN colour TEXT;
-- None and empty are the same: rows that acts wrote down before have none.
ALTER TABLE sections ADD COLUMN brief TEXT;

-- Whether what a story says holds, as far as somebody looked into that.
CREATE TABLE claims (
    story        INTEGER PRIMARY KEY REFERENCES stories (id),
    status       INTEGER NOT NULL, -- 1 to verify, 2 confirmed, 3 disputed, 4 not to be used
    by           TEXT,             -- who looked into it
    according_to TEXT,             -- on whose word
    made_at      INTEGER NOT NULL
) STRICT;

-- A headline or a passage in our own translation. The passage is found again as a highlight is; the
-- headline has none.
CREATE TABLE translations (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    passage  TEXT,
    before   TEXT,
    after    TEXT,
    position INTEGER,
    language TEXT NOT NULL,        -- that it is translated into
    text     TEXT NOT NULL,
    made_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX translations_by_story ON translations (story, id);

-- In the journal these are kind 24; the key is the status.
CREATE TRIGGER claims_new AFTER INSERT ON claims BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (24, new.status, new.story, 1);
END;
CREATE TRIGGER claims_changed AFTER UPDATE OF story, status ON claims BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (24, old.status, old.story, 0);
    INSERT INTO journal (kind, key, story, present) VALUES (24, new.status, new.story, 1);
END;
CREATE TRIGGER claims_gone AFTER DELETE ON claims BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (24, old.status, old.story, 0);
END;
