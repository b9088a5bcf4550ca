-- How many items a function list has.
-- params: :list_id list
-- reads: function_list_item
-- writes: none
SELECT coalesce(max(position), 0) FROM function_list_item WHERE list_id = :list_id
