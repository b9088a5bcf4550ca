-- The town with days. Centres (type 1), all but P2 with one: P1 opens in 2022, P4 closes in 2023, P5 is planned for 2026, P6 without a day.
UPDATE facility SET opened = '2022-03-01' WHERE facility_id = 1;
INSERT INTO facility (facility_id, code, name, type_id, area_m2, beds, opened, closed, status, counts, region_id) VALUES
    (6, 'P4', '东镇旧中心', 1, 500, 20, NULL, '2023-05-31', 'closed', 0, 6),
    (7, 'P5', '西二村中心（在建）', 1, 900, 25, '2026-07-01', NULL, 'planned', 0, 4),
    (8, 'P6', '东镇二期（规划）', 1, 5000, 99, NULL, NULL, 'planned', 0, 6);
INSERT INTO trend_day (day, asked) VALUES ('2021-12-31', 1), ('2022-12-31', 1), ('2023-12-31', 1), ('2026-12-31', 0), ('2027-12-31', 1);
INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, op, value, unit, year) VALUES
    (1, '规划', '数量', '319901000000', 'self', 'count', 'types=comprehensive_centre', '>=', 3, '家', 2026),
    (2, '规划', '数量', '319901000000', 'self', 'count', 'types=comprehensive_centre', '>=', 4, '家', 2027),
    (3, '规划', '千人面积', '319901000000', 'self', 'area_per_1000', 'types=comprehensive_centre', '>=', 280, 'm2/1000', 2026),
    (4, '规划', '千人面积', '319901000000', 'self', 'area_per_1000', 'types=comprehensive_centre|class=central', '>=', 600, 'm2/1000', 2027),
    (5, '规划', '床位', '319901000000', 'each:town', 'beds', 'types=comprehensive_centre', '>=', 50, '张', 2026),
    (6, '规划', '覆盖', '319901000000', 'self', 'coverage', 'types=comprehensive_centre|limit=15', '>=', 70, '%', 2030),
    (7, '规划', '覆盖', '319901000000', 'self', 'coverage', 'types=comprehensive_centre|limit=5', '>=', 50, '%', 2027),
    (8, '规划', '村', '319901000000', 'self', 'share_of_children_regions_with', 'types=comprehensive_centre|kind=village', 'all', NULL, '%', 2026),
    (9, '规划', '镇', '319901000000', 'self', 'share_of_children_regions_with', 'types=comprehensive_centre|level=town', 'all', NULL, '%', 2025),
    (10, '规划', '步行', '319901000000', 'self', 'time_median', 'types=comprehensive_centre', '<=', 5, 'min', 2026),
    (11, '规划', '待定', '319901000000', 'self', 'count', 'types=comprehensive_centre', '>=', NULL, '家', 2026);
