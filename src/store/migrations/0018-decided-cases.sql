-- How long decisions took is asked on every page of a case that waits for one: the newest decided cases of a programme, from
-- this index alone.
CREATE INDEX case_row_decided ON case_row (programme, decided_on, submitted_on) WHERE decided_on IS NOT NULL;
