-- The hand-worked town of tests/stage/town/README.md as the tables that source and reach would fill: every figure here is derived there.
-- The rooms that read them are tested against it. Communities 3 (west, committee), 4 (west, village), 5 (east, committee).
INSERT INTO input (input_id, stage, role, path) VALUES (1, 'source', 'population', 'population.csv');
INSERT INTO region (region_id, code, name, level, parent_id, class, kind, area_m2) VALUES
    (1, '319901000000', '双河区', 'district', NULL, NULL, NULL, 2340000),
    (2, '319901001000', '西镇', 'town', 1, 'central', 'town', 1170000),
    (3, '319901001001', '西一居委', 'community', 2, NULL, 'committee', 765000),
    (4, '319901001201', '西二村', 'community', 2, NULL, 'village', 405000),
    (5, '319901002000', '东镇', 'town', 1, 'urbanised', 'town', 1170000),
    (6, '319901002001', '东一居委', 'community', 5, NULL, 'committee', 1170000);
INSERT INTO region_tree (region_id, ancestor_id, depth) VALUES
    (1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 3, 0), (3, 2, 1), (3, 1, 2), (4, 4, 0), (4, 2, 1), (4, 1, 2), (5, 5, 0), (5, 1, 1),
    (6, 6, 0), (6, 5, 1), (6, 1, 2);

INSERT INTO facility_type (type_id, code, name_zh, name_en, standard_area_m2, area_max_m2, standard_beds, beds_max) VALUES
    (1, 'comprehensive_centre', '社区综合为老服务中心', 'Centre', 1000, 6000, 20, 60),
    (2, 'activity_room', '标准化老年活动室', 'Activity room', 200, 1500, NULL, NULL);
INSERT INTO type_set (set_id, code, name_zh, name_en, is_single) VALUES
    (1, 'comprehensive_centre', '社区综合为老服务中心', 'Centre', 1), (2, 'activity_room', '标准化老年活动室', 'Activity room', 1),
    (3, 'community_elderly', '社区养老服务设施', 'Community facilities for elders', 0);
INSERT INTO type_set_member (set_id, type_id) VALUES (1, 1), (2, 2), (3, 1), (3, 2);
INSERT INTO facility (facility_id, code, name, type_id, area_m2, beds, status, counts, region_id) VALUES
    (1, 'P1', '西镇综合为老服务中心', 1, 1200, 30, 'open', 1, 3), (2, 'P2', '东镇综合为老服务中心', 1, 600, 10, 'open', 1, 6),
    (3, 'R1', '西二村老年活动室', 2, 150, NULL, 'open', 1, 4), (4, 'R2', '东一居委老年活动室', 2, NULL, NULL, 'open', 1, 6),
    (5, 'R3', '西一居委老年活动室（规划）', 2, 200, NULL, 'planned', 0, 3);

INSERT INTO people_group (group_id, code, name_zh, name_en, year) VALUES
    (1, 'resident', '常住人口', 'Residents', '2025'), (2, 'age60', '60岁及以上户籍人口', 'Registered people aged 60 and over', '2025');
INSERT INTO set_group (set_id, group_id) SELECT set_id, group_id FROM type_set, people_group;
INSERT INTO demand (demand_id, region_id, lon_deg, lat_deg, input_id) VALUES
    (1, 3, 121.000000000, 31.000901962, 1), (2, 3, 121.004188374, 31.001803855, 1), (3, 4, 121.003447973, 31.006049479, 1),
    (4, 6, 121.008376590, 31.002074375, 1), (5, 6, 121.008376944, 31.002525356, 1), (6, 6, 121.012564885, 31.000901758, 1),
    (7, 6, 121.015601398, 31.007214747, 1);
INSERT INTO demand_people (demand_id, group_id, people_micro) VALUES
    (1, 1, 1000000000), (1, 2, 300000000), (2, 1, 2000000000), (2, 2, 400000000), (3, 1, 800000000), (3, 2, 200000000),
    (4, 1, 1500000000), (4, 2, 250000000), (5, 1, 700000000), (5, 2, 150000000), (6, 1, 3000000000), (6, 2, 700000000),
    (7, 1, 500000000), (7, 2, 0);

INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor) VALUES (1, 'standard', '标准', 'Standard', 1000.0 / 900, 1);
INSERT INTO measure (measure_id, mode, profile_id, label) VALUES (1, 'circle', 1, 'circle'), (2, 'network', 1, 'network');
INSERT INTO reach_limit (limit_id, limit_min) VALUES (1, 5), (2, 10), (3, 15);
-- Reach as worked out by hand; lc_town.h packs it.
CREATE TABLE hand_nearest (measure_id, type_id, demand_id, facility_id, cost_mm, walk_min, limit_id);
CREATE TABLE hand_count (measure_id, type_id, limit_id, demand_id, facilities);
INSERT INTO hand_nearest (measure_id, type_id, demand_id, facility_id, cost_mm, walk_min, limit_id)
WITH walk (measure_id, type_id, demand_id, facility_id, cost_mm) AS (VALUES
    (1, 1, 1, 1, 237996), (1, 1, 2, 1, 455912), (1, 1, 3, 1, 495396), (1, 1, 4, 2, 434612), (1, 1, 5, 2, 417565), (1, 1, 6, 2, 300000),
    (1, 1, 7, 2, 493989),
    (1, 2, 1, 3, 672004), (1, 2, 2, 3, 440000), (1, 2, 3, 3, 77092), (1, 2, 4, 3, 572786), (1, 2, 5, 3, 538154), (1, 2, 6, 4, 360000),
    (1, 2, 7, 4, 1098873),
    (2, 1, 1, 1, 250000), (2, 1, 2, 1, 550000), (2, 1, 3, 1, 850000), (2, 1, 4, 2, 1030000), (2, 1, 5, 1, 1470000), (2, 1, 6, 2, 300000),
    (2, 2, 1, 3, 940000), (2, 2, 2, 3, 440000), (2, 2, 3, 3, 140000), (2, 2, 4, 4, 890000), (2, 2, 5, 3, 760000), (2, 2, 6, 4, 360000))
SELECT measure_id, type_id, demand_id, facility_id, cost_mm, cost_mm / 1000.0 / (1000.0 / 900) / 60,
       CASE WHEN cost_mm <= 333333 THEN 1 WHEN cost_mm <= 666666 THEN 2 WHEN cost_mm <= 1000000 THEN 3 END
FROM walk;
INSERT INTO hand_count (measure_id, type_id, limit_id, demand_id, facilities) VALUES
    (1, 1, 1, 1, 1), (1, 1, 1, 6, 1), (1, 2, 1, 3, 1),
    (1, 1, 2, 1, 1), (1, 1, 2, 2, 1), (1, 1, 2, 3, 1), (1, 1, 2, 4, 1), (1, 1, 2, 5, 1), (1, 1, 2, 6, 1), (1, 1, 2, 7, 1),
    (1, 2, 2, 2, 1), (1, 2, 2, 3, 1), (1, 2, 2, 4, 2), (1, 2, 2, 5, 1), (1, 2, 2, 6, 1),
    (1, 1, 3, 1, 1), (1, 1, 3, 2, 2), (1, 1, 3, 3, 2), (1, 1, 3, 4, 2), (1, 1, 3, 5, 2), (1, 1, 3, 6, 1), (1, 1, 3, 7, 1),
    (1, 2, 3, 1, 1), (1, 2, 3, 2, 2), (1, 2, 3, 3, 1), (1, 2, 3, 4, 2), (1, 2, 3, 5, 2), (1, 2, 3, 6, 2),
    (2, 1, 1, 1, 1), (2, 1, 1, 6, 1), (2, 2, 1, 3, 1),
    (2, 1, 2, 1, 1), (2, 1, 2, 2, 1), (2, 1, 2, 6, 1), (2, 2, 2, 2, 1), (2, 2, 2, 3, 1), (2, 2, 2, 6, 1),
    (2, 1, 3, 1, 1), (2, 1, 3, 2, 1), (2, 1, 3, 3, 1), (2, 1, 3, 6, 1),
    (2, 2, 3, 1, 1), (2, 2, 3, 2, 1), (2, 2, 3, 3, 1), (2, 2, 3, 4, 1), (2, 2, 3, 5, 1), (2, 2, 3, 6, 1);
