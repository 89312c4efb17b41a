-- Award scenarios an account keeps by name: which cases would be granted what against a budget line. Never binding, no part of
-- any case. `state` and `proposed_cents` are those of the case when it was kept, `free_cents` what was free then;
-- `assumed_cents` is the appropriation thought of for a year that is not opened.
CREATE TABLE award_scenario (
    id            INTEGER PRIMARY KEY,
    account       INTEGER NOT NULL,
    name          TEXT    NOT NULL,
    line          TEXT    NOT NULL,
    year          INTEGER NOT NULL,
    assumed_cents INTEGER NOT NULL,
    free_cents    INTEGER NOT NULL,
    kept_at       TEXT    NOT NULL,
    UNIQUE (account, name)
) STRICT;

CREATE TABLE award_scenario_case (
    scenario       INTEGER NOT NULL,
    case_id        INTEGER NOT NULL,
    amount_cents   INTEGER NOT NULL,
    proposed_cents INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    PRIMARY KEY (scenario, case_id)
) STRICT, WITHOUT ROWID;
