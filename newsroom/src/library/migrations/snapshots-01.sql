-- The evidence: bytes exactly as received, each once, whatever story they belong to.
CREATE TABLE snapshots (
    sha256  TEXT PRIMARY KEY, -- of the bytes received, in hexadecimal
    seen_at TEXT NOT NULL,    -- when they were received first
    form    TEXT NOT NULL,    -- html, text or markdown
    charset TEXT,             -- as the server named it
    bytes   INTEGER NOT NULL, -- how many were received
    zstd    BLOB NOT NULL     -- the bytes, compressed
) STRICT;
