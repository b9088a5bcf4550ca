-- A study that asks for walks alone.
DELETE FROM indicator_value WHERE mode IN ('circle', 'ratio');
DELETE FROM hand_nearest WHERE measure_id = 1;
DELETE FROM hand_count WHERE measure_id = 1;
DELETE FROM service_circle;
DELETE FROM measure WHERE measure_id = 1;
