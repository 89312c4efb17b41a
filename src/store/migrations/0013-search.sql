-- Words to search for, a row for each case (rowid): what the applicant's side may read, and what only the authority reads yet.
-- Kept as base/search_words makes them, so the tokenizer has nothing to fold. A projection: `rebuild` makes it again, and a
-- database from before is filled by it.
CREATE VIRTUAL TABLE search_index USING fts5(told, untold, tokenize = 'ascii', columnsize = 0);
