-- Open child machines of a case (early start, suit, payment request), each waiting for a duty: the second half of the work list.
CREATE TABLE child_task (
    case_id    INTEGER NOT NULL,
    machine_id INTEGER NOT NULL,
    machine    TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    since      TEXT    NOT NULL,
    PRIMARY KEY (case_id, machine_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX child_task_owner ON child_task (owner, case_id);
