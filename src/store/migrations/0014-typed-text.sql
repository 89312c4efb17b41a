-- Words typed into a form of a case and not sent yet. Nobody's but the account's, no part of the history: gone when the form
-- is accepted, after 30 days, and with the texts of the case.
CREATE TABLE typed_text (
    account  INTEGER NOT NULL REFERENCES account (id),
    page     TEXT    NOT NULL,                             -- path the form is sent to
    case_id  INTEGER NOT NULL,
    opened   TEXT    NOT NULL,                             -- when the page was made: of two windows the later one keeps
    seen_seq INTEGER NOT NULL,                             -- the case as the page showed it
    fields   TEXT    NOT NULL,                             -- JSON {"fields": [[name, words], …]}
    at       TEXT    NOT NULL,
    PRIMARY KEY (account, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX typed_text_case ON typed_text (case_id);
CREATE INDEX typed_text_at ON typed_text (at);
