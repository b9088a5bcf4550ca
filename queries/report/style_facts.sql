-- What layers show first: the level that regions are compared at, the profile that walks first, the first kind of service area, how many types of
-- facility are in use, the largest limit, and whether there is walking reach.
-- params: none
-- reads: region, level, profile, service_area, facility_type, facility, reach_limit, measure
-- writes: none
SELECT (SELECT r.level FROM region r JOIN level l ON l.level = r.level
        WHERE r.level <> 'circle'
        GROUP BY r.level ORDER BY r.level = 'town' DESC, min(r.parent_id IS NULL), l.rank LIMIT 1),
       (SELECT code FROM profile ORDER BY profile_id LIMIT 1),
       (SELECT kind FROM service_area ORDER BY kind LIMIT 1),
       (SELECT count(*) FROM facility_type t WHERE EXISTS (SELECT 1 FROM facility f WHERE f.type_id = t.type_id AND f.counts = 1)),
       (SELECT printf('%.12g', max(limit_min)) FROM reach_limit),
       EXISTS (SELECT 1 FROM measure WHERE label = 'network');
