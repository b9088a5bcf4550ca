-- The facilities that are a centre of a list (0) or perform one of its items (the item's position), whatever their day.
-- params: :list_id list
-- reads: function_list, function_list_item, type_set, type_set_member, facility, facility_function
-- writes: none
SELECT facility.facility_id, 0 AS position
FROM function_list
JOIN type_set ON type_set.code = function_list.centre
JOIN type_set_member ON type_set_member.set_id = type_set.set_id
JOIN facility ON facility.type_id = type_set_member.type_id
WHERE function_list.list_id = :list_id
UNION
SELECT facility_function.facility_id, function_list_item.position
FROM facility_function
JOIN function_list_item ON function_list_item.list_id = :list_id AND function_list_item.function_code = facility_function.function_code
ORDER BY 1, 2
