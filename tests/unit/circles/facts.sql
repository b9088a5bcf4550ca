-- Every circle in one text: code, kind, class, parent, remark, facilities in it, residents.
SELECT group_concat(r.code || ' ' || r.kind || ' ' || coalesce(r.class, '-') || ' ' || r.parent_id || ' ' || coalesce(c.remark, '-') || ' '
                    || coalesce((SELECT group_concat(facility_id, '+') FROM (SELECT facility_id FROM facility_circle WHERE region_id = r.region_id ORDER BY facility_id)), '-')
                    || ' ' || (SELECT sum(people_micro) / 1000000 FROM demand_circle JOIN demand_people USING (demand_id) WHERE group_id = 1 AND region_id = r.region_id),
                    '; ')
FROM (SELECT * FROM region WHERE level = 'circle' ORDER BY region_id) AS r JOIN circle AS c USING (region_id);
