-- A gap of every kind, and more members than are named.
DELETE FROM gap_member;
DELETE FROM gap_closes;
INSERT INTO gap_closes (gap_id, position, kind, amount, type_code) VALUES
    (1, 0, 'area_m2', 1249.2, NULL), (1, 1, 'facilities', 2, 'activity_room'),
    (2, 0, 'beds', 88, NULL), (2, 1, 'places', 1000000, NULL), (2, 2, 'people', 68565, NULL), (2, 3, 'circles', 7, NULL),
    (2, 4, 'circles_least', 3, NULL), (2, 5, 'regions', 2, NULL), (2, 6, 'unheard of', 9, NULL);
INSERT INTO gap_member (gap_id, region_id) SELECT 3, region_id FROM region WHERE region_id IN (2, 5);
INSERT INTO gap_closes (gap_id, position, kind, amount) VALUES (3, 0, 'regions', 2);
INSERT INTO gap_member (gap_id, region_id) SELECT 5, region_id FROM region WHERE region_id IN (2, 5);
INSERT INTO gap_closes (gap_id, position, kind, amount) VALUES (5, 0, 'people', 7);
INSERT INTO region (region_id, code, name, level, area_m2)
WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 113) SELECT i, 'M' || i, 'M' || i, 'town', 1 FROM n;
INSERT INTO gap_member (gap_id, region_id) SELECT 4, region_id FROM region WHERE region_id >= 100;
