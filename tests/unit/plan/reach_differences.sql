-- Rows of the computed reach that the hand did not find, and of the hand's that were not computed. Walks to the last millimetre and minute.
SELECT coalesce(group_concat(line, '; '), '') FROM (
    SELECT 'computed ' || measure_id || ' ' || type_id || ' ' || demand_id || ' ' || facility_id || ' ' || cost_mm || ' ' || coalesce(limit_id, '-') AS line
    FROM (SELECT measure_id, type_id, demand_id, facility_id, cost_mm, round(walk_min, 9), limit_id FROM reach_nearest
          EXCEPT SELECT measure_id, type_id, demand_id, facility_id, cost_mm, round(walk_min, 9), limit_id FROM hand_nearest)
    UNION ALL
    SELECT 'by hand ' || measure_id || ' ' || type_id || ' ' || demand_id || ' ' || facility_id || ' ' || cost_mm || ' ' || coalesce(limit_id, '-')
    FROM (SELECT measure_id, type_id, demand_id, facility_id, cost_mm, round(walk_min, 9), limit_id FROM hand_nearest
          EXCEPT SELECT measure_id, type_id, demand_id, facility_id, cost_mm, round(walk_min, 9), limit_id FROM reach_nearest)
    UNION ALL
    SELECT 'counted ' || measure_id || ' ' || type_id || ' ' || limit_id || ' ' || demand_id || ' ' || facilities
    FROM (SELECT * FROM reach_count EXCEPT SELECT * FROM hand_count)
    UNION ALL
    SELECT 'counted by hand ' || measure_id || ' ' || type_id || ' ' || limit_id || ' ' || demand_id || ' ' || facilities
    FROM (SELECT * FROM hand_count EXCEPT SELECT * FROM reach_count))
