-- Up to which event of the whole history somebody has looked at the news. True for good, and no part of the history.
CREATE TABLE news_seen (
    account  INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    position INTEGER NOT NULL
) STRICT;
