-- A second factor at sign-in (TOTP, RFC 6238): the secret is needed to compare codes, so it is kept as it is; the data
-- folder's rights guard it. Not confirmed: made, but not yet asked for.
CREATE TABLE second_factor (
    account      INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    secret       TEXT    NOT NULL,                         -- hex
    confirmed_at TEXT,
    last_step    INTEGER NOT NULL DEFAULT 0                -- a code of this step or an earlier one is not taken again
) STRICT;

-- Codes for whoever lost the device; each is taken once.
CREATE TABLE recovery_code (
    account     INTEGER NOT NULL REFERENCES account (id),
    code_sha256 TEXT    NOT NULL,
    PRIMARY KEY (account, code_sha256)
) STRICT, WITHOUT ROWID;
