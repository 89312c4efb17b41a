-- Who stands in for whom on which days (Vertretung). Each row was granted, and ended early, by an event of the installation's
-- own record. Who granted it and why stand there.
CREATE TABLE substitution (
    id         INTEGER NOT NULL PRIMARY KEY,
    account    INTEGER NOT NULL REFERENCES account (id),   -- whose duties
    substitute INTEGER NOT NULL REFERENCES account (id),   -- who carries them
    first_day  TEXT    NOT NULL,
    last_day   TEXT    NOT NULL CHECK (last_day >= first_day),
    ended_on   TEXT,                                       -- first day it no longer counts; null: it runs to its last day
    granted_by INTEGER NOT NULL,                           -- account, 0 is the system
    reason     TEXT    NOT NULL
) STRICT;
CREATE INDEX substitution_substitute ON substitution (substitute);
