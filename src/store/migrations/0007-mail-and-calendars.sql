-- Where an account is told by mail; erased without a trace, since no event names it.
ALTER TABLE account ADD COLUMN mail TEXT NOT NULL DEFAULT '';

-- Mails that are to be sent, one for each account and event, put in by the transaction of the event. No address and no text:
-- both are looked up when it is sent, so that an erased address is written to no more.
CREATE TABLE outbox (
    id       INTEGER NOT NULL PRIMARY KEY,
    case_id  INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    account  INTEGER NOT NULL REFERENCES account (id),
    made_at  TEXT    NOT NULL,
    state    TEXT    NOT NULL CHECK (state IN ('waiting', 'claimed', 'sent', 'failed', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at  TEXT    NOT NULL,                             -- no attempt before
    answer   TEXT    NOT NULL DEFAULT '',                  -- the mail server's words to the newest attempt
    done_at  TEXT,
    UNIQUE (case_id, seq, account),
    FOREIGN KEY (case_id, seq) REFERENCES event (case_id, seq)
) STRICT;
CREATE INDEX outbox_next ON outbox (next_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_claimed ON outbox (id) WHERE state = 'claimed';

-- The secret of a subscribed calendar; only its hash is kept.
CREATE TABLE calendar_token (
    account      INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    token_sha256 TEXT    NOT NULL UNIQUE,
    made_at      TEXT    NOT NULL
) STRICT;
