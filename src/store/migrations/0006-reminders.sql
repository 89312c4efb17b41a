-- Running deadlines of which a duty is reminded: what the timer looks for, and what the reminded find in their work list.
-- A projection: `rebuild` counts it again.
CREATE TABLE reminder (
    case_id    INTEGER NOT NULL,
    machine_id INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    due        TEXT    NOT NULL,
    duty       TEXT    NOT NULL,
    given      TEXT    NOT NULL CHECK (given IN ('', 'ahead', 'passed')),  -- the newest reminder of it
    PRIMARY KEY (case_id, machine_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_due ON reminder (due, case_id) WHERE given <> 'passed';
CREATE INDEX reminder_duty ON reminder (duty, due, case_id) WHERE given <> '';
