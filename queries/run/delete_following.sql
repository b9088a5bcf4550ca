-- Findings that only follow from a file that cannot be used: they are looked at when it can be.
-- params: none
-- reads: finding, input
-- writes: finding
WITH follows (role, code) AS (
    VALUES ('facilities', 'set_without_facility'), ('facilities', 'set_types_unknown'),
           ('types', 'unknown_type'), ('types', 'set_without_facility'), ('types', 'set_types_unknown'),
           ('regions', 'unknown_region'), ('regions', 'region_in_exponent'), ('regions', 'orphan_parent'), ('regions', 'other_region'),
           ('regions', 'plan_elsewhere'), ('regions', 'no_regions'), ('regions', 'margin_missing'),
           ('population', 'group_without_people'))
DELETE FROM finding
WHERE EXISTS (SELECT 1
              FROM finding AS cause JOIN input USING (input_id) JOIN follows USING (role)
              WHERE cause.code = 'unusable_file' AND follows.code = iif(finding.code = 'more_rows', finding.detail, finding.code))
   -- a file of targets or figures whose rows name regions of a file that cannot be used
   OR (code = 'unusable_file'
       AND input_id IN (SELECT input_id FROM input WHERE role IN ('targets', 'observations'))
       AND EXISTS (SELECT 1 FROM finding AS cause JOIN input USING (input_id) WHERE cause.code = 'unusable_file' AND input.role = 'regions')
       AND EXISTS (SELECT 1 FROM finding AS other WHERE other.input_id = finding.input_id AND other.code IN ('unknown_region', 'region_in_exponent'))
       AND NOT EXISTS (SELECT 1 FROM finding AS other
                       WHERE other.input_id = finding.input_id AND other.severity = 'error'
                         AND other.code NOT IN ('unusable_file', 'unknown_region', 'region_in_exponent')))
   OR (code = 'margin_missing'
       AND field IN (SELECT role FROM finding AS cause JOIN input USING (input_id) WHERE cause.code = 'unusable_file'));
