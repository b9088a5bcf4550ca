-- Why there is no such figure: the first word of the question that nothing answers to.
-- params: :indicator id, :types code of a set, :group_code group, :mode label, :limit_min minutes, :variant text,
--   :by_group 1 when the figure is that of a group of people
-- reads: indicator, indicator_value, people_group
-- writes: none
SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM indicator WHERE indicator = :indicator) THEN 'indicator:' || :indicator
    WHEN :by_group AND NOT EXISTS (SELECT 1 FROM people_group WHERE code = :group_code) THEN 'people:' || :group_code
    WHEN NOT EXISTS (SELECT 1 FROM indicator_value WHERE indicator = :indicator AND types IN (:types, ''))
        THEN iif(:types = '', 'limit:' || printf('%g', :limit_min), 'types:' || :types) -- without types, only a limit that was not computed
    WHEN NOT EXISTS (SELECT 1 FROM indicator_value WHERE indicator = :indicator AND types IN (:types, '')
                     AND group_code IN (:group_code, ''))
        THEN 'group:' || :group_code
    WHEN NOT EXISTS (SELECT 1 FROM indicator_value WHERE indicator = :indicator AND types IN (:types, '')
                     AND group_code IN (:group_code, '') AND mode IN (:mode, ''))
        THEN 'mode:' || :mode
    WHEN NOT EXISTS (SELECT 1 FROM indicator_value WHERE indicator = :indicator AND types IN (:types, '')
                     AND group_code IN (:group_code, '') AND mode IN (:mode, '') AND limit_min IN (:limit_min, 0))
        THEN 'limit:' || printf('%g', :limit_min)
    WHEN NOT EXISTS (SELECT 1 FROM indicator_value WHERE indicator = :indicator AND types IN (:types, '')
                     AND group_code IN (:group_code, '') AND mode IN (:mode, '') AND limit_min IN (:limit_min, 0) AND variant = :variant)
        THEN 'variant:' || :variant
    ELSE 'value'
END
