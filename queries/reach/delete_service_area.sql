-- Before the stage fills service_area afresh.
-- params: none
-- reads: none
-- writes: service_area
DELETE FROM service_area;
