-- What offices report and no map gives: for each key the latest figure not after the day looked at. Only regions that have one.
-- id: reported
-- title_zh: 上报数据
-- title_en: Reported figure
-- unit: as reported
-- says_zh: 主管部门上报、无法由地图算出的数据；取研究日期当日及以前最近的一次。
-- says_en: What offices report and no map gives: the latest figure that is not after the study's day.
-- formula_zh: 不作计算，按上报值采用
-- formula_en: none: the figure is taken as it was reported
-- aliases: 上报|填报
-- takes: key!
-- variant: key
-- sums: no
-- closes: units
-- inputs: regions observations
-- params: none
-- reads: observation, region, scratch_day
-- writes: indicator_value
INSERT INTO indicator_value (indicator, variant, region_id, value)
SELECT 'reported', observation.parameters, region.region_id, observation.value
FROM observation
JOIN region ON region.code = observation.region_code
WHERE observation.indicator = 'reported'
  AND observation.day = (
      SELECT max(other.day)
      FROM observation AS other
      WHERE other.question = observation.question AND other.region_code = observation.region_code
        AND other.day <= (SELECT day FROM scratch_day))
