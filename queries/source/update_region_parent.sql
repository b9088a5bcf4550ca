-- The region above a region.
-- params: :region_id id, :parent_id id
-- reads: region
-- writes: region
UPDATE region SET parent_id = :parent_id WHERE region_id = :region_id;
