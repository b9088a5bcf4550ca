-- Half a street's width in metres, and which kinds of service areas are drawn, and whether of every limit (0 or 1 each).
-- params: none
-- reads: parameter
-- writes: none
SELECT half_width_m, instr(kinds, 'dissolved') > 0, instr(kinds, 'overlapping') > 0, instr(kinds, 'split') > 0, instr(kinds, 'every_limit') > 0
FROM (SELECT COALESCE((SELECT CAST(value AS REAL) FROM parameter WHERE name = 'street_half_width_m'), 30) AS half_width_m,
             COALESCE((SELECT value FROM parameter WHERE name = 'service_areas'), 'dissolved') AS kinds);
