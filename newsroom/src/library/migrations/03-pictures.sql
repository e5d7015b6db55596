-- The pictures that stories show, by the address at which their pages show them. What a story showed is
-- its own: the same address may show something else to the next. The bytes are in the folder
-- `pictures`, each once, by their SHA-256. Rows are written before anything is fetched, and no act
-- touches them.
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
