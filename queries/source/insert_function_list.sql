-- A function list.
-- params: :list_id id, :code text, :name_zh text, :name_en text, :centre code of a set of types
-- reads: none
-- writes: function_list
INSERT INTO function_list (list_id, code, name_zh, name_en, centre) VALUES (:list_id, :code, :name_zh, :name_en, :centre)
