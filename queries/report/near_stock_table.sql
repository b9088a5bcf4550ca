-- How many facilities of each type are in use on the study's day. Lives in the connection.
-- params: none
-- reads: none
-- writes: none
CREATE TEMP TABLE type_stock (type_id INTEGER PRIMARY KEY, facilities INTEGER NOT NULL);
