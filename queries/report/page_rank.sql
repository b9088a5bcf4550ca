-- Where a region stands among those of its level, by the share of a group within the limit of a set: its place from the best served on, how many
-- there are with a figure, and its share. No row where it has no figure.
-- params: :types code of a set, :group code of a group, :mode label of a measure, :limit_min minutes, :region_id
-- reads: region, indicator_value
-- writes: none
WITH peer AS (SELECT r.region_id, v.value
              FROM indicator_value v
              JOIN region r ON r.region_id = v.region_id AND r.level = (SELECT level FROM region WHERE region_id = :region_id)
              WHERE v.indicator = 'coverage' AND v.types = :types AND v.group_code = :group AND v.mode = :mode AND v.limit_min = :limit_min
                AND v.variant = '' AND v.value IS NOT NULL)
SELECT (SELECT count(p.value) FROM peer p WHERE p.value > m.value) + 1, (SELECT count(p.value) FROM peer p), m.value
FROM peer m WHERE m.region_id = :region_id;
