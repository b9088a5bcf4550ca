-- The last days of the years of targets that lie ahead, where other facilities count on them than on as_of: what will be is else what is.
-- params: :as_of YYYY-MM-DD
-- reads: target, facility
-- writes: trend_day
INSERT OR IGNORE INTO trend_day (day, asked)
SELECT ahead.day, 0
FROM (SELECT DISTINCT printf('%04d-12-31', year) AS day FROM target WHERE year BETWEEN 1900 AND 9999) AS ahead
WHERE ahead.day > :as_of
  AND EXISTS (SELECT 1
              FROM facility
              WHERE facility.counts <> coalesce(facility.counts_from <= ahead.day AND ahead.day < facility.counts_until, 0))
