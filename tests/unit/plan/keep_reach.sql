-- Puts the reach that was worked out by hand aside, to compare the computed one with.
CREATE TABLE hand_nearest AS SELECT * FROM reach_nearest;
CREATE TABLE hand_count AS SELECT * FROM reach_count;
DELETE FROM reach_nearest;
DELETE FROM reach_count;
