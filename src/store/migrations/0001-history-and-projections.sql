-- The first schema. Two parts: what is true for good, and what `rebuild` throws away and counts again from the history.
-- Queries keep to the SQL that PostgreSQL shares; only these files may speak SQLite's dialect.

------------------------------------------------------------------------------------------------ true for good

-- One fact in the past tense. Clustered by case and sequence number: a case is read and continued in one place.
CREATE TABLE event (
    case_id      INTEGER NOT NULL,
    seq          INTEGER NOT NULL CHECK (seq > 0),
    position     INTEGER NOT NULL CHECK (position > 0),    -- over all cases, without gaps
    machine_id   INTEGER NOT NULL,
    at           TEXT    NOT NULL,                         -- RFC 3339, UTC, microseconds
    actor        INTEGER NOT NULL,                         -- account number, 0 is the system
    duty         TEXT    NOT NULL,
    step         TEXT    NOT NULL,
    from_state   TEXT    NOT NULL,
    to_state     TEXT    NOT NULL,
    facts        TEXT    NOT NULL,                         -- canonical JSON (RFC 8785), as hashed
    rule_version TEXT    NOT NULL,
    prev_hash    TEXT    NOT NULL CHECK (length(prev_hash) = 64),
    hash         TEXT    NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_position ON event (position);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;

-- Free texts beside the chain, which holds only their salted hashes. Erasure by law sets salt and text to null.
CREATE TABLE event_text (
    case_id INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    key     TEXT    NOT NULL,                              -- path in the facts: `fields.project_title`
    salt    TEXT,
    text    TEXT,
    PRIMARY KEY (case_id, seq, key),
    FOREIGN KEY (case_id, seq) REFERENCES event (case_id, seq),
    CHECK ((salt IS NULL) = (text IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_text_is_only_erased BEFORE UPDATE ON event_text
WHEN NEW.text IS NOT NULL OR NEW.case_id <> OLD.case_id OR NEW.seq <> OLD.seq OR NEW.key <> OLD.key
BEGIN SELECT RAISE(ABORT, 'a text of the history can only be erased'); END;
CREATE TRIGGER event_text_is_never_deleted BEFORE DELETE ON event_text
BEGIN SELECT RAISE(ABORT, 'a text of the history can only be erased'); END;

-- The frozen bytes of a letter; its hash stands in the facts of the event. Content is null once erased.
CREATE TABLE letter (
    case_id INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    content TEXT,
    sha256  TEXT    NOT NULL,
    PRIMARY KEY (case_id, seq, name),
    FOREIGN KEY (case_id, seq) REFERENCES event (case_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER letter_is_only_erased BEFORE UPDATE ON letter
WHEN NEW.content IS NOT NULL OR NEW.case_id <> OLD.case_id OR NEW.seq <> OLD.seq OR NEW.name <> OLD.name
     OR NEW.sha256 <> OLD.sha256
BEGIN SELECT RAISE(ABORT, 'a frozen letter can only be erased'); END;
CREATE TRIGGER letter_is_never_deleted BEFORE DELETE ON letter
BEGIN SELECT RAISE(ABORT, 'a frozen letter can only be erased'); END;

-- Refused attempts, outside sequence and chain: at most one per account, case, step and second.
CREATE TABLE attempt (
    case_id    INTEGER NOT NULL,
    account    INTEGER NOT NULL,
    step       TEXT    NOT NULL,
    second     TEXT    NOT NULL,
    machine_id INTEGER NOT NULL,
    at         TEXT    NOT NULL,
    checks     TEXT    NOT NULL,                           -- names of the blockers, comma-separated
    PRIMARY KEY (case_id, account, step, second)
) STRICT, WITHOUT ROWID;

-- Answers to repeat for an Idempotency-Key; kept 30 days.
CREATE TABLE idempotency (
    account   INTEGER NOT NULL,
    route     TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    body_hash TEXT    NOT NULL,
    status    INTEGER NOT NULL,
    answer    TEXT    NOT NULL,
    location  TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    PRIMARY KEY (account, route, key)
) STRICT, WITHOUT ROWID;

-- A published programme: its files as they were verified. Never changed, named by the hash of its content.
CREATE TABLE programme_version (
    number       INTEGER NOT NULL PRIMARY KEY,
    programme    TEXT    NOT NULL,
    version      TEXT    NOT NULL UNIQUE,                  -- sha256:…
    title        TEXT    NOT NULL,
    files        TEXT    NOT NULL,                         -- JSON: path → content
    published_at TEXT    NOT NULL
) STRICT;
CREATE TRIGGER programme_version_is_never_changed BEFORE UPDATE ON programme_version
BEGIN SELECT RAISE(ABORT, 'a published programme is never changed'); END;
CREATE TRIGGER programme_version_is_never_deleted BEFORE DELETE ON programme_version
BEGIN SELECT RAISE(ABORT, 'a published programme is never changed'); END;

-- Who may receive a grant, from the official directory.
CREATE TABLE recipient (
    key             TEXT    NOT NULL PRIMARY KEY,          -- AGS, or the ARS where there is no AGS
    ags             TEXT    NOT NULL,
    ars             TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    district        TEXT    NOT NULL,
    association_ars TEXT    NOT NULL,
    population      INTEGER NOT NULL,
    valid_from      TEXT,
    valid_to        TEXT,
    successor       TEXT    NOT NULL DEFAULT '',
    search          TEXT    NOT NULL                       -- folded name and keys
) STRICT, WITHOUT ROWID;
CREATE INDEX recipient_association ON recipient (association_ars) WHERE association_ars <> '';

-- Persons and their accounts. The history names the numbers only, so that a name can be erased here.
CREATE TABLE person (
    id   INTEGER NOT NULL PRIMARY KEY,
    name TEXT    NOT NULL
) STRICT;
CREATE TABLE account (
    id            INTEGER NOT NULL PRIMARY KEY,
    person        INTEGER NOT NULL REFERENCES person (id),
    name          TEXT    NOT NULL UNIQUE,
    display_name  TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,                        -- PHC string; empty: no sign-in by password
    disabled      INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
) STRICT;
CREATE TABLE duty (
    account   INTEGER NOT NULL REFERENCES account (id),
    duty      TEXT    NOT NULL,
    recipient TEXT    NOT NULL,                            -- AGS or ARS; empty: any
    programme TEXT    NOT NULL,                            -- empty: any
    PRIMARY KEY (account, duty, recipient, programme)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    token_sha256 TEXT    NOT NULL PRIMARY KEY,
    account      INTEGER NOT NULL REFERENCES account (id),
    kind         TEXT    NOT NULL CHECK (kind IN ('browser', 'bearer')),
    csrf         TEXT    NOT NULL,
    created_at   TEXT    NOT NULL,
    seen_at      TEXT    NOT NULL,
    ends_at      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);

------------------------------------------------------------------------------------------------ counted from the history

-- One booking; from and to differ, so it sums to zero by construction.
CREATE TABLE posting (
    position     INTEGER NOT NULL,                         -- of its event
    n            INTEGER NOT NULL,
    amount       INTEGER NOT NULL CHECK (amount > 0),      -- cents
    from_account TEXT    NOT NULL,                         -- `16 90/633 01|2026|2027|reserved`
    to_account   TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    case_id      INTEGER NOT NULL,
    at           TEXT    NOT NULL,                         -- of its event
    PRIMARY KEY (position, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_at ON posting (at);                   -- balances of a past day: today's less what came after

CREATE TABLE balance (
    account TEXT    NOT NULL PRIMARY KEY,
    amount  INTEGER NOT NULL CHECK (amount >= 0)           -- money that cannot be spent twice
) STRICT, WITHOUT ROWID;

-- What came into a budget line from outside, and left it, by the kind of posting.
CREATE TABLE outside (
    line        TEXT    NOT NULL,
    budget_year INTEGER NOT NULL,
    due_year    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (line, budget_year, due_year, kind)
) STRICT, WITHOUT ROWID;

-- The last file number used of each series.
CREATE TABLE file_number (
    prefix TEXT    NOT NULL,
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;

-- A case in the lists. Steps change few of its columns, and only an index of open cases holds one of them.
CREATE TABLE case_row (
    id             INTEGER NOT NULL PRIMARY KEY,
    seq            INTEGER NOT NULL,
    position       INTEGER NOT NULL,                       -- of its newest event
    last_hash      TEXT    NOT NULL,
    last_at        TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    owner          TEXT    NOT NULL,
    since          TEXT    NOT NULL,
    clock_due      TEXT    NOT NULL,                       -- 9999-12-31: no clock
    next_due       TEXT,
    submitted_on   TEXT,
    decided_on     TEXT,
    served_on      TEXT,
    requested      INTEGER NOT NULL,
    award          INTEGER NOT NULL,
    authority_sees INTEGER NOT NULL,
    is_final       INTEGER NOT NULL,
    file_number    TEXT    NOT NULL,
    programme      TEXT    NOT NULL,
    recipient      TEXT    NOT NULL,
    recipient_name TEXT    NOT NULL,
    district       TEXT    NOT NULL,
    title          TEXT    NOT NULL,
    funding_object TEXT    NOT NULL,
    search         TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX case_row_file_number ON case_row (file_number) WHERE file_number <> '';
CREATE INDEX case_row_work ON case_row (owner, clock_due, id) WHERE is_final = 0;

-- Whose people may read a case besides the authority.
CREATE TABLE case_reader (
    case_id   INTEGER NOT NULL,
    recipient TEXT    NOT NULL,
    PRIMARY KEY (case_id, recipient)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_reader_recipient ON case_reader (recipient, case_id);

-- Running deadlines after which the system takes a step: what the timer looks for.
CREATE TABLE deadline (
    case_id    INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    machine_id INTEGER NOT NULL,
    due        TEXT    NOT NULL,
    then_fire  TEXT    NOT NULL,
    PRIMARY KEY (case_id, machine_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_due ON deadline (due, case_id);
