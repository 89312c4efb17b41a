-- The language somebody chose for the pages; who never chose has no row. No event: it changes nothing anybody else sees.
CREATE TABLE account_language (
    account  INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    language TEXT    NOT NULL CHECK (language IN ('de', 'en'))
) STRICT;
