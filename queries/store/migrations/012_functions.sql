-- Function lists: a circle is complete for a person who reaches a centre and, for each item of the list, a facility that performs it.
CREATE TABLE function_list (
    list_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    centre TEXT NOT NULL         -- code of a type set: a facility of it is a centre
);
-- Functions of one item are alternatives; the first of them names it.
CREATE TABLE function_list_item (
    list_id INTEGER NOT NULL REFERENCES function_list,
    position INTEGER NOT NULL,    -- of the item, from 1
    alternative INTEGER NOT NULL, -- from 1
    function_code TEXT NOT NULL REFERENCES function,
    PRIMARY KEY (list_id, position, alternative),
    UNIQUE (list_id, function_code)
) WITHOUT ROWID;

-- More of the workbench (see 002), empty when no target asks. What is asked: a list, whose people, within which limit.
CREATE TABLE scratch_list (
    list_id INTEGER NOT NULL REFERENCES function_list,
    limit_id INTEGER NOT NULL REFERENCES reach_limit,
    group_id INTEGER NOT NULL REFERENCES people_group,
    PRIMARY KEY (list_id, limit_id, group_id)
) WITHOUT ROWID;
-- People by what they reach. part 'complete': a centre and every item (number 0); 'item': the item at position `number`, 0 for a centre;
-- 'reaching': exactly `number` items, whether or not a centre.
CREATE TABLE scratch_functions (
    list_id INTEGER NOT NULL REFERENCES function_list,
    limit_min REAL NOT NULL,
    measure_id INTEGER NOT NULL REFERENCES measure,
    group_id INTEGER NOT NULL REFERENCES people_group,
    part TEXT NOT NULL CHECK (part = 'complete' OR part = 'item' OR part = 'reaching'),
    number INTEGER NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region,
    people_micro INTEGER NOT NULL,
    PRIMARY KEY (list_id, limit_min, measure_id, group_id, part, number, region_id)
) WITHOUT ROWID;
