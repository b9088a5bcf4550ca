-- Ids from 1 in the order of codes, whatever the order of the files.
-- params: none
-- reads: region
-- writes: region
UPDATE region SET region_id = numbered.region_no
FROM (SELECT code, ROW_NUMBER() OVER (ORDER BY code) AS region_no FROM region) AS numbered
WHERE numbered.code = region.code;
