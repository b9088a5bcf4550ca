-- A function of an item of a list.
-- params: :list_id list, :position of the item, :alternative within it, :function_code function
-- reads: none
-- writes: function_list_item
INSERT INTO function_list_item (list_id, position, alternative, function_code) VALUES (:list_id, :position, :alternative, :function_code)
