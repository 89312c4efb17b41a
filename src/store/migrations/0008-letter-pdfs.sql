-- The PDF of a frozen letter, made once from its words and the look of its programme: every later download gives these bytes.
-- `code` is printed on it and leads to the page that says whether a letter is genuine. Content is null once erased.
CREATE TABLE letter_pdf (
    id      INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    code    TEXT    NOT NULL CHECK (length(code) = 16),
    sha256  TEXT    NOT NULL CHECK (length(sha256) = 64),
    made_at TEXT    NOT NULL,
    content BLOB,                                          -- last: the columns before it are read without it
    UNIQUE (case_id, seq, name),
    FOREIGN KEY (case_id, seq, name) REFERENCES letter (case_id, seq, name)
) STRICT;
CREATE INDEX letter_pdf_code ON letter_pdf (code);

CREATE TRIGGER letter_pdf_is_only_erased BEFORE UPDATE ON letter_pdf
WHEN NEW.content IS NOT NULL OR NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id OR NEW.seq <> OLD.seq
     OR NEW.name <> OLD.name OR NEW.code <> OLD.code OR NEW.sha256 <> OLD.sha256 OR NEW.made_at <> OLD.made_at
BEGIN SELECT RAISE(ABORT, 'the PDF of a letter can only be erased'); END;
CREATE TRIGGER letter_pdf_is_never_deleted BEFORE DELETE ON letter_pdf
BEGIN SELECT RAISE(ABORT, 'the PDF of a letter can only be erased'); END;
