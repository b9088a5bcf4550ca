-- Targets on the list of tests/unit/indicator/functions.sql.
INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, op, value, unit, year) VALUES
    (101, '规划', '功能齐全', '319901000000', 'self', 'circle_completeness', 'list=three', '>=', 100, '%', 2025),
    (102, '规划', '各街镇功能齐全', '319901000000', 'each:town', 'circle_completeness', 'list=three', 'all', NULL, NULL, 2025),
    (103, '规划', '助餐', '319901000000', 'self', 'function_coverage', 'list=three|function=meals', '>=', 60, '%', 2025),
    (104, '规划', '中心城区', '319901000000', 'self', 'circle_completeness', 'list=three|class=central', '>=', 100, '%', 2025),
    (105, '规划', '人均功能', '319901000000', 'self', 'functions_mean', 'list=three', '>=', 3, NULL, 2025),
    (106, '规划', '不算的时限', '319901000000', 'self', 'functions_mean', 'list=three|limit=12', '>=', 3, NULL, 2025);
