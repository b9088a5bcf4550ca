-- Before the stage fills service_circle afresh.
-- params: none
-- reads: none
-- writes: service_circle
DELETE FROM service_circle;
