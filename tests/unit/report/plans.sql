-- On top of the town: a built-in plan of four targets with all that a row can tell, and one of the user's own. Three towns' worth of parts in two.
UPDATE type_set SET name_zh = '医院类', name_en = 'Hospitals', code = 'hospital' WHERE set_id = 2;
DELETE FROM gap_closes; DELETE FROM gap_member; DELETE FROM gap; DELETE FROM target;
INSERT INTO target (target_id, plan, plan_en, plan_code, item, item_en, item_no, region_code, scope, indicator, parameters, op, value, unit, year, nature, source,
                    responsible) VALUES
    (1, '黄浦方案', 'Huangpu scheme', 'huangpu-2022', '床位数', 'Beds for elders', 'elder-7', '319901000000', 'self', 'beds', 'types=comprehensive_centre', '>=', 60, '张', 2027,
     'binding', '黄浦方案，指标表序号7', '区民政局'),
    (2, '黄浦方案', 'Huangpu scheme', 'huangpu-2022', '步行覆盖率', 'Walking coverage', 'elder-8', '319901000000', 'each:town:class=central+urbanised', 'coverage',
     'types=comprehensive_centre|group=age60', '>=', 90, '%', 2025, 'binding', '黄浦方案 指标表序号8', NULL),
    (3, '黄浦方案', 'Huangpu scheme', 'huangpu-2022', '医院数', 'Hospitals', 'elder-9', '319901000000', 'self', 'count', 'types=hospital', '>=', 1, '家', 2025, 'expected', NULL, NULL),
    (4, '黄浦方案', 'Huangpu scheme', 'huangpu-2022', '适老化改造', 'Homes adapted', 'elder-1', '319901000000', 'self', 'people', '', '>=', NULL, '户', 2025, 'binding', NULL, NULL),
    (5, '自编规划', NULL, NULL, '中心数', NULL, NULL, '319901000000', 'self', 'count', 'types=comprehensive_centre', '>=', 3, 'facilities', 2025, 'expected', '第3条', NULL);
INSERT INTO gap (gap_id, target_id, region_id, value, low, high, gap, status, lacks, pace, basis, observed_on, observed_source, planned_value, planned_status) VALUES
    (1, 1, 1, 40, 40, 40, 20, 'not yet due', NULL, 10, 'reported', '2024-12-31', '区年报', 61, 'met'),
    (2, 2, 2, 0.95, 0.95, 0.95, 0, 'met', NULL, NULL, 'computed', NULL, NULL, NULL, NULL),
    (3, 2, 5, 0.5, 0.5, 0.5, 0.4, 'short', NULL, NULL, 'computed', NULL, NULL, NULL, NULL),
    (4, 3, 1, NULL, NULL, NULL, NULL, 'no data', 'types:hospital', NULL, NULL, NULL, NULL, NULL, NULL),
    (5, 4, 1, NULL, NULL, NULL, NULL, 'awaiting', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (6, 5, 1, 2, 2, 2, 1, 'short', NULL, NULL, 'computed', NULL, NULL, NULL, NULL);
INSERT INTO gap_closes (gap_id, position, kind, amount, type_code) VALUES
    (1, 0, 'beds', 20, NULL), (3, 0, 'people', 1, NULL), (6, 0, 'facilities', 1, 'comprehensive_centre');
