-- Messages between municipality and authority: which is the newest of each side. A projection: `rebuild` counts it again.
CREATE TABLE message_box (
    case_id        INTEGER NOT NULL PRIMARY KEY,
    duty           TEXT    NOT NULL,                       -- of the authority, that acted last: for cases nobody of it holds
    from_applicant INTEGER NOT NULL,                       -- sequence number of its newest message, 0: none
    from_authority INTEGER NOT NULL
) STRICT;
CREATE INDEX message_box_open ON message_box (case_id) WHERE from_applicant > from_authority;

-- Up to where somebody has read the messages of a case. True for good, and no part of the history.
CREATE TABLE message_read (
    account INTEGER NOT NULL REFERENCES account (id),
    case_id INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    PRIMARY KEY (account, case_id)
) STRICT, WITHOUT ROWID;
