-- The people of one region by the service circles they belong to: circles with a centre and further ones, the people of each kind, and those in no
-- circle, of the residents or the first group.
-- params: :region_id
-- reads: region, region_tree, people_group, demand, demand_people, demand_circle
-- writes: none
WITH base AS (SELECT group_id FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1),
     home AS (SELECT c.region_id AS circle_id, p.people_micro
              FROM region_tree t
              CROSS JOIN demand d ON d.region_id = t.region_id
              CROSS JOIN demand_people p ON p.demand_id = d.demand_id AND p.group_id = (SELECT group_id FROM base)
              LEFT JOIN demand_circle c ON c.demand_id = d.demand_id
              WHERE t.ancestor_id = :region_id)
SELECT count(DISTINCT h.circle_id) FILTER (WHERE r.kind = 'centre'), count(DISTINCT h.circle_id) FILTER (WHERE r.kind = 'further'),
       total(h.people_micro) FILTER (WHERE r.kind = 'centre') / 1e6, total(h.people_micro) FILTER (WHERE r.kind = 'further') / 1e6,
       total(h.people_micro) FILTER (WHERE h.circle_id IS NULL) / 1e6
FROM home h LEFT JOIN region r ON r.region_id = h.circle_id;
