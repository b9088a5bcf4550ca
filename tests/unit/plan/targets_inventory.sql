-- Targets for what facilities hold, on the town with tests/unit/indicator/inventory.sql.
DELETE FROM target;
INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, op, value, unit, year, nature) VALUES
    (1, '规划', '', '319901001000', 'self', 'beds_share', 'types=comprehensive_centre|bed=nursing', '>=', 80, '%', 2025, 'binding'),
    (2, '规划', '', '319901000000', 'self', 'beds_share', 'types=comprehensive_centre|bed=public', '<=', 50, '%', 2025, 'binding'),
    (3, '规划', '', '319901000000', 'self', 'beds', 'types=comprehensive_centre|bed=dementia', '>=', 10, '张', 2025, 'binding'),
    (4, '规划', '', '319901000000', 'self', 'contracted_share', 'types=comprehensive_centre', '>=', 100, '%', 2025, 'binding'),
    (5, '规划', '', '319901000000', 'self', 'type_share', 'types=comprehensive_centre|among=community_elderly', '>=', 75, '%', 2025, 'binding'),
    (6, '规划', '', '319901000000', 'self', 'type_share', 'types=comprehensive_centre|among=community_elderly', '<=', 25, '%', 2025, 'binding'),
    (7, '规划', '', '319901001001', 'self', 'places_per_child', 'types=nursery_room', '>=', 60, '%', 2025, 'binding'),
    (8, '规划', '', '319901001000', 'self', 'capacity', 'types=comprehensive_centre|of=meals_per_day', '>=', 400, '客/日', 2025, 'binding'),
    (9, '规划', '', '319901000000', 'self', 'staff_per_1000_elder', 'types=comprehensive_centre', '>=', 12, '人/1000', 2025, 'binding'),
    (10, '规划', '', '319901000000', 'self', 'staff_per_100_beds', 'types=comprehensive_centre|staff=social_workers', '>=', 10, '人/100', 2025, 'binding'),
    (11, '规划', '', '319901000000', 'self', 'land_per_person', 'types=comprehensive_centre', '>=', 0.2, 'm2/人', 2025, 'binding'),
    (12, '规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|period=2018', '>=', 5, '家', 2018, 'binding'),
    (13, '规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|period=2025..2027|of=beds', '>=', 50, '张', 2027, 'binding'),
    (14, '规划', '', '319901000000', 'self', 'renovated_in_period', 'types=comprehensive_centre|period=2024..2026', '>=', 2, '家', 2026, 'binding'),
    (15, '规划', '', '319901000000', 'self', 'count', 'types=activity_room', '=', 1, '处', 2025, 'binding'),
    (16, '规划', '', '319901000000', 'self', 'beds_share', 'types=comprehensive_centre|bed=nursing', '>=', 90, '%', 2025, 'binding'),
    (17, '规划', '', '319901000000', 'self', 'beds_share', 'types=comprehensive_centre|bed=nursing|class=central', '>=', 80, '%', 2025, 'binding'),
    (18, '规划', '', '319901001201', 'self', 'beds_share', 'types=comprehensive_centre|bed=nursing', '>=', 80, '%', 2025, 'binding'),
    (19, '规划', '', '319901000000', 'self', 'beds_share', 'types=comprehensive_centre|bed=nursing|class=central+urbanised', '>=', 80, '%', 2025, 'binding'),
    (20, '规划', '', '319901000000', 'self', 'places', 'types=nursery_room', '>=', 140, '个', 2025, 'binding'),
    (21, '规划', '', '319901000000', 'self', 'renovated_in_period', 'types=comprehensive_centre|period=2026|of=area', '>=', 500, 'm2', 2026, 'binding');
