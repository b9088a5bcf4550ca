-- A rural village within the central town, whose room does not tell its area; the eastern centre does not, either. No elder lives in the east.
UPDATE region SET class = 'rural' WHERE region_id = 4;
UPDATE facility SET area_m2 = NULL WHERE facility_id IN (2, 3);
UPDATE facility SET area_m2 = 100 WHERE facility_id = 4;
UPDATE demand_people SET people_micro = 0 WHERE group_id = 2 AND demand_id > 3;
INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, op, value, unit, year, nature) VALUES
    (41, '规划', '', '319901000000', 'self', 'floor_area', 'types=activity_room|class=central+urbanised', '=', 100, NULL, 2025, NULL),
    (42, '规划', '', '319901000000', 'self', 'floor_area', 'types=activity_room|class=central', '<=', 0, NULL, 2025, NULL),
    (43, '规划', '', '319901000000', 'self', 'area_per_1000', 'types=activity_room|group=age60|class=central+urbanised+rural', '>=', 1700, NULL, 2025, NULL),
    (44, '规划', '', '319901000000', 'self', 'area_per_1000', 'types=comprehensive_centre|group=age60|class=central+urbanised', '>=', 2000, NULL, 2025, NULL);
