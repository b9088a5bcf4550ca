-- The regions that fall short within one gap, by name, the worst first.
-- params: :gap_id
-- reads: gap_member, region
-- writes: none
SELECT r.name FROM gap_member m JOIN region r USING (region_id) WHERE m.gap_id = :gap_id ORDER BY m.value, m.region_id;
