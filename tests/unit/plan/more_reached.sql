-- 6800 of 9500 reach a centre: more than these want, and nothing that is built makes them fewer.
INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, op, value, unit, year, nature) VALUES
    (41, '规划', '', '319901000000', 'self', 'coverage', 'types=comprehensive_centre', '=', 20, '%', 2025, NULL),
    (42, '规划', '', '319901000000', 'self', 'people_covered', 'types=comprehensive_centre', '=', 100, NULL, 2025, NULL),
    (43, '规划', '', '319901000000', 'self', 'people_covered', 'types=comprehensive_centre', '<=', 100, NULL, 2025, NULL);
