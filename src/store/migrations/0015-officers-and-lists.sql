-- Who of a duty has a case in hand: what was given last (event `assign`), for work lists.
CREATE TABLE case_officer (
    case_id INTEGER NOT NULL,
    duty    TEXT    NOT NULL,
    account INTEGER NOT NULL,
    PRIMARY KEY (case_id, duty)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_officer_account ON case_officer (account, case_id);

-- Work lists an account keeps by name: the address with its filters, order and columns. No part of any case.
CREATE TABLE saved_list (
    account INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    address TEXT    NOT NULL,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
