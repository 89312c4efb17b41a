-- Signed grant notices with what the report on them shows, one row each: a workbook of all of them reads these instead of the
-- history of every case. A projection: `rebuild` counts it again.
CREATE TABLE notice (
    case_id        INTEGER NOT NULL,
    seq            INTEGER NOT NULL,                       -- event that signed it
    signed_on      TEXT    NOT NULL,
    final_on       TEXT,
    in_force       INTEGER NOT NULL CHECK (in_force IN (0, 1)),
    version        TEXT    NOT NULL,                       -- programme version that the case follows now
    funding_object TEXT    NOT NULL,
    title          TEXT    NOT NULL,                       -- as it stood then; empty once erased
    financing_type TEXT    NOT NULL,
    line           TEXT    NOT NULL,
    rate           INTEGER,                                -- hundredths of a percent
    eligible       INTEGER,                                -- cents, as all amounts
    award          INTEGER,
    slices         TEXT    NOT NULL,                       -- `2026:4000000 2027:1500000`
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- What the event of a booking says besides, so that a reading of the ledger needs no event.
ALTER TABLE posting ADD COLUMN machine_id INTEGER NOT NULL DEFAULT 1;
ALTER TABLE posting ADD COLUMN value_date TEXT;            -- day of the money (Wertstellung), where the step told one

-- What stood here before is counted anew by the next program that starts with its programmes loaded: `rebuild` sets this to 0.
PRAGMA user_version = 1;

-- The events that a recount of the bookings has to read: one in five.
CREATE INDEX event_with_postings ON event (position) WHERE instr(facts, '"postings":') > 0;
