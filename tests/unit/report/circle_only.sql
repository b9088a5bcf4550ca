-- A study without streets.
DELETE FROM indicator_value WHERE mode IN ('network', 'ratio');
DELETE FROM hand_nearest WHERE measure_id = 2;
DELETE FROM hand_count WHERE measure_id = 2;
DELETE FROM service_street;
DELETE FROM measure WHERE measure_id = 2;
