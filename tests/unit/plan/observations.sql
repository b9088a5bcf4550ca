-- Reported figures for the hand-worked town on 2025-12-31, and targets that may take them. Of day care the inventory lists nothing, of canteens
-- one that is only planned.
INSERT INTO facility_type (type_id, code, name_zh, name_en, standard_area_m2, area_max_m2, standard_beds, beds_max) VALUES
    (3, 'day_care', '日间照护中心', 'Day care', 350, 1000, 10, 30), (4, 'meal_point', '助餐点', 'Canteen', 80, 300, NULL, NULL);
INSERT INTO type_set (set_id, code, name_zh, name_en, is_single) VALUES
    (4, 'day_care', '日间照护中心', 'Day care', 1), (5, 'meal_point', '助餐点', 'Canteen', 1);
INSERT INTO type_set_member (set_id, type_id) VALUES (4, 3), (5, 4);
INSERT INTO set_group (set_id, group_id) SELECT set_id, group_id FROM type_set, people_group WHERE set_id > 3;
INSERT INTO facility (facility_id, code, name, type_id, area_m2, beds, status, counts, region_id) VALUES
    (6, 'M1', '西镇助餐点（规划）', 4, 80, NULL, 'planned', 0, 3);

INSERT INTO input (input_id, stage, role, path) VALUES (2, 'observations', 'observations', 'observations.csv');
INSERT INTO observation (observation_id, indicator, parameters, question, region_code, day, value, rounding, unit, source, input_id, row_no) VALUES
    (1, 'reported', 'key=carers_trained', 'reported|key=carers_trained', '319901000000', '2023-12-31', 120, 0.5, '人', '年报', 2, 2),
    (2, 'reported', 'key=carers_trained', 'reported|key=carers_trained', '319901000000', '2025-06-30', 180, 0.5, '人', '季报', 2, 3),
    (3, 'reported', 'key=carers_trained', 'reported|key=carers_trained', '319901000000', '2026-12-31', 260, 0.5, '人', '年报', 2, 4),
    (4, 'reported', 'key=homes_adapted_share', 'reported|key=homes_adapted_share', '319901001000', '2024-12-30', 0.6, 0.005, '%', '年报', 2, 5),
    (5, 'count', 'types=comprehensive_centre', 'count|types=comprehensive_centre', '319901000000', '2025-12-31', 5, 0.5, '处', '年报', 2, 6),
    (6, 'area_per_1000', 'types=community_elderly', 'area_per_1000|types=community_elderly|group=resident', '319901002000', '2025-12-31', 130, 0.5,
     'm2/1000', '年报', 2, 7),
    (7, 'area_per_1000', 'types=community_elderly', 'area_per_1000|types=community_elderly|group=resident', '319901001000', '2025-12-31', 356.9, 0.05,
     'm2/1000', '年报', 2, 8),
    (8, 'beds', 'types=day_care', 'beds|types=day_care', '319901000000', '2025-12-31', 0, 0.5, '张', '年报', 2, 9),
    (9, 'beds_per_elder', 'types=day_care', 'beds_per_elder|types=day_care|group=age60', '319901002000', '2025-12-31', 0.01, 0.0005, '%', '年报', 2, 10),
    (10, 'reported', 'key=from_2026', 'reported|key=from_2026', '319901000000', '2026-01-01', 1, 0.5, NULL, '年报', 2, 11),
    (11, 'coverage', 'types=comprehensive_centre', 'coverage|types=comprehensive_centre|group=resident|limit=15|mode=network', '319901000000',
     '2024-12-31', 0.75, 0.005, '%', '年报', 2, 12),
    (12, 'beds', 'types=comprehensive_centre', 'beds|types=comprehensive_centre', '319901000000', '2024-12-30', 99, 0.5, '张', '年报', 2, 13),
    (13, 'time_mean', 'types=comprehensive_centre', 'time_mean|types=comprehensive_centre|group=resident|mode=network', '319901000000', '2025-12-31',
     9.2, 0.05, 'min', '年报', 2, 14),
    (14, 'coverage', 'types=day_care', 'coverage|types=day_care|group=resident|limit=15|mode=network', '319901002000', '2025-12-31', 0.6, 0.005, '%',
     '年报', 2, 15),
    (15, 'share_of_children_regions_with', 'types=day_care', 'share_of_children_regions_with|types=day_care|level=community', '319901000000',
     '2025-12-31', 0.33333, 0.000005, NULL, '年报', 2, 16),
    (16, 'floor_area', 'types=activity_room', 'floor_area|types=activity_room', '319901000000', '2025-12-31', 1700, 0.5, 'm2', '年报', 2, 17),
    (17, 'floor_area', 'types=activity_room', 'floor_area|types=activity_room', '319901002000', '2025-12-31', 1500, 0.5, 'm2', '年报', 2, 18);

INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, op, value, unit, year, nature) VALUES
    (51, '规划', '', '319901000000', 'self', 'reported', 'key=carers_trained', '>=', 200, '人', 2025, NULL),
    (52, '规划', '', '319901000000', 'each:town', 'reported', 'key=homes_adapted_share', '>=', 50, '%', 2025, NULL),
    (53, '规划', '', '319901000000', 'self', 'count', 'types=comprehensive_centre', '>=', 4, '处', 2025, NULL),
    (54, '规划', '', '319901000000', 'each:town', 'area_per_1000', 'types=community_elderly|group=resident', '>=', 120, 'm2/1000', 2025, NULL),
    (55, '规划', '', '319901000000', 'self', 'coverage', 'types=day_care', '>=', 80, '%', 2025, NULL),
    (56, '规划', '', '319901000000', 'self', 'beds', 'types=day_care', '>=', 15, '张', 2025, NULL),
    (57, '规划', '', '319901002000', 'self', 'beds_per_elder', 'types=day_care|group=age60', '>=', 2, '%', 2025, NULL),
    (58, '规划', '', '319901000000', 'self', 'count', 'types=meal_point', '>=', 1, '处', 2025, NULL),
    (59, '规划', '', '319901000000', 'self', 'reported', 'key=carers_trained', '>=', NULL, '人', 2025, NULL),
    (60, '规划', '', '319901000000', 'self', 'reported', 'key=never_reported', '>=', 1, NULL, 2025, NULL),
    (61, '规划', '', '319901000000', 'self', 'reported', 'key=from_2026', '>=', 1, NULL, 2025, NULL),
    (62, '规划', '', '319901002000', 'self', 'coverage', 'types=day_care|limit=15.0|mode=network', '=', 1, NULL, 2025, NULL),
    (63, '规划', '', '319901000000', 'self', 'reported', 'key=carers_trained', '>=', 300, '人', 2030, NULL),
    (64, '规划', '', '319901000000', 'self', 'floor_area', 'types=activity_room', '>=', 2000, 'm2', 2025, NULL),
    (65, '规划', '', '319901000000', 'self', 'share_of_children_regions_with', 'types=day_care', 'all', NULL, NULL, 2025, NULL),
    (66, '规划', '', '319901000000', 'self', 'people_uncovered', 'types=day_care', '<=', 100, '人', 2025, NULL);
