-- The types that targets ask who reaches them, where there are further days: those of sets, and where a function list is asked for, those
-- whose facilities perform an item of a list or are its centre.
-- params: none
-- reads: trend_day, trend_asked, type_set, type_set_member, function_list, function_list_item, facility, facility_function
-- writes: catchment_wanted
INSERT INTO catchment_wanted (type_id)
SELECT type_set_member.type_id
FROM trend_asked
JOIN type_set ON type_set.code = trend_asked.types
JOIN type_set_member ON type_set_member.set_id = type_set.set_id
WHERE trend_asked.walked = 1 AND EXISTS (SELECT 1 FROM trend_day)
UNION
SELECT facility.type_id
FROM function_list_item
JOIN facility_function ON facility_function.function_code = function_list_item.function_code
JOIN facility ON facility.facility_id = facility_function.facility_id
WHERE EXISTS (SELECT 1 FROM trend_asked WHERE walked = 1 AND types = '') AND EXISTS (SELECT 1 FROM trend_day)
UNION
SELECT type_set_member.type_id
FROM function_list
JOIN type_set ON type_set.code = function_list.centre
JOIN type_set_member ON type_set_member.set_id = type_set.set_id
WHERE EXISTS (SELECT 1 FROM trend_asked WHERE walked = 1 AND types = '') AND EXISTS (SELECT 1 FROM trend_day)
