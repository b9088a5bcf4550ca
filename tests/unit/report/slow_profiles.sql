-- Two more profiles, one that loses time everywhere and one that walks no steps, and areas of every limit.
INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor, crossing_s, elevator_s, step_free, slope) VALUES
  (101, 'slow', '慢行', 'Slow', 0.8, 3, 20, 60, 0, 1),
  (102, 'wheels', '轮椅', 'Wheels', 0.79, 1, 0, 0, 1, 0);
INSERT OR REPLACE INTO parameter (name, value) VALUES ('service_areas', 'dissolved every_limit');
