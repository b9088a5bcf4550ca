-- A target compared with one region.
-- params: :target_id target, :region_id region, :value, :low, :high, :gap in the indicator's unit, :status text, :lacks text,
--   :pace in the indicator's unit per year, :basis text, :observation_id observation
-- reads: observation
-- writes: gap
INSERT INTO gap (target_id, region_id, value, low, high, gap, status, lacks, pace, basis, observation_id, observed_on, observed_source)
VALUES (:target_id, :region_id, :value, :low, :high, :gap, :status, :lacks, :pace, :basis, :observation_id,
        (SELECT day FROM observation WHERE observation_id = :observation_id),
        (SELECT source FROM observation WHERE observation_id = :observation_id))
