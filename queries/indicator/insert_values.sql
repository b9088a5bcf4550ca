-- Rows of an indicator of the user's own. A second row of the same key is left out; the caller counts.
-- params: :rows region_id, indicator, types, group_code, mode, limit_min, variant, value, numerator, denominator, missing, low, high
-- reads: lc_rows
-- writes: indicator_value
INSERT OR IGNORE INTO indicator_value (region_id, indicator, types, group_code, mode, limit_min, variant, value, numerator, denominator, missing,
                                       low, high)
SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 FROM lc_rows(:rows)
