-- What a function list holds: the centre with the code of its set, and each item with the function that names it.
-- params: :list code
-- reads: function_list, function_list_item
-- writes: none
SELECT 0 AS position, 'centre' AS function_code, centre AS code FROM function_list WHERE code = :list
UNION ALL
SELECT function_list_item.position, function_list_item.function_code, function_list_item.function_code
FROM function_list
JOIN function_list_item ON function_list_item.list_id = function_list.list_id
WHERE function_list.code = :list AND function_list_item.alternative = 1
ORDER BY 1
