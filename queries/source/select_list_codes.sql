-- Codes of the function lists.
-- params: none
-- reads: function_list
-- writes: none
SELECT code FROM function_list ORDER BY list_id
