-- One row per civil day: what the histories of all cases ended with (store/seals.hpp says what exactly is hashed).
CREATE TABLE seal (
    day      TEXT    NOT NULL PRIMARY KEY,                 -- civil day in Berlin that had passed
    position INTEGER NOT NULL CHECK (position > 0),        -- newest event covered
    made_at  TEXT    NOT NULL,
    previous TEXT    NOT NULL CHECK (length(previous) = 64),
    heads    TEXT    NOT NULL,                             -- canonical JSON: [[case, seq, hash], …]
    hash     TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER seal_is_never_changed BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER seal_is_never_deleted BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
