-- The facilities of scratch_inside by set and region, for the sets that are reported.
-- params: none
-- reads: scratch_set, scratch_inside, facility, type_set_member
-- writes: scratch_held
INSERT INTO scratch_held (set_id, region_id, type_id, facility_id)
SELECT type_set_member.set_id, scratch_inside.region_id, facility.type_id, facility.facility_id
FROM scratch_inside -- the order is told, because without statistics SQLite would go through it once for each member of each set
CROSS JOIN facility ON facility.facility_id = scratch_inside.facility_id
CROSS JOIN type_set_member ON type_set_member.type_id = facility.type_id
CROSS JOIN scratch_set ON scratch_set.set_id = type_set_member.set_id
ORDER BY type_set_member.set_id, scratch_inside.region_id, facility.type_id, facility.facility_id
