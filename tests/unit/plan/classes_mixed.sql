-- A rural village within the central town, whose other community has no class of its own; d1 lives in the town, but in no community.
UPDATE region SET class = 'rural' WHERE region_id = 4;
UPDATE demand SET region_id = 2 WHERE demand_id = 1;
INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, op, value, unit, year, nature) VALUES
    (41, '规划', '', '319901000000', 'self', 'coverage', 'types=comprehensive_centre|limit=5|class=central', '>=', 20, '%', 2025, NULL),
    (42, '规划', '', '319901000000', 'self', 'coverage', 'types=comprehensive_centre|limit=15|class=rural', '>=', 20, '%', 2025, NULL),
    (43, '规划', '', '319901000000', 'self', 'coverage', 'types=comprehensive_centre|limit=5|class=central+rural', '>=', 20, '%', 2025, NULL),
    (44, '规划', '', '319901001000', 'self', 'count', 'types=activity_room|class=central', '<=', 0, NULL, 2025, NULL),
    (45, '规划', '', '319901001001', 'self', 'people', 'class=central', '>=', 2000, NULL, 2025, NULL);
