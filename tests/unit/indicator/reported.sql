-- Reported figures; the last one is of an indicator that is computed, and none of `reported`'s.
INSERT INTO observation (indicator, parameters, question, region_code, day, value, unit) VALUES
    ('reported', 'key=family_carers_trained', 'reported|key=family_carers_trained', '319901000000', '2026-12-31', 260, '人'),
    ('reported', 'key=family_carers_trained', 'reported|key=family_carers_trained', '319901000000', '2025-06-30', 180, '人'),
    ('reported', 'key=family_carers_trained', 'reported|key=family_carers_trained', '319901000000', '2023-12-31', 120, '人'),
    ('reported', 'key=graded_share', 'reported|key=graded_share', '319901001000', '2025-12-31', 0.6, '%'),
    ('reported', 'key=homes_adapted', 'reported|key=homes_adapted', '319901001000', '2025-12-31', 0, '户'),
    ('count', 'types=comprehensive_centre', 'count|types=comprehensive_centre', '319901000000', '2025-12-31', 5, '处');
