-- The table of foot rules that the streets were judged by: geodata/foot-rules.csv with the study's own rows on top, in the order of asking.
CREATE TABLE foot_rule (
    foot_rule_id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL UNIQUE,   -- what street.rule and street_node.rule name
    applies_to TEXT NOT NULL CHECK (applies_to IN ('way', 'node')),
    rule_group TEXT NOT NULL,
    is_on INTEGER NOT NULL,
    condition TEXT NOT NULL,
    verdict TEXT NOT NULL,
    kind TEXT NOT NULL,
    wait TEXT NOT NULL,          -- seconds, or the key of the tag with the time
    text_en TEXT NOT NULL, text_zh TEXT NOT NULL
);
-- SpatiaLite's triggers check every row's geometry type against its catalogue and note the time of every insertion: three quarters of what
-- writing a street costs. One statement writes this table, with lines alone.
DROP TRIGGER IF EXISTS ggi_street_geom;
DROP TRIGGER IF EXISTS tmi_street_geom;
DROP TRIGGER IF EXISTS tmd_street_geom;
