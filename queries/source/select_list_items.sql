-- What a target may ask of each function list: "<list>/centre", and "<list>/<function>" for the first function of each item.
-- params: none
-- reads: function_list, function_list_item
-- writes: none
SELECT function_list.code || '/' || coalesce(function_list_item.function_code, 'centre')
FROM function_list
JOIN (SELECT list_id, position, function_code FROM function_list_item WHERE alternative = 1
      UNION ALL SELECT list_id, 0, NULL FROM function_list) AS function_list_item ON function_list_item.list_id = function_list.list_id
ORDER BY function_list.list_id, function_list_item.position
