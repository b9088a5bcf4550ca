-- A set of types that are counted together.
-- params: :set_id id, :code text, :name_zh text, :name_en text, :is_single 0 or 1
-- reads: none
-- writes: type_set
INSERT INTO type_set (set_id, code, name_zh, name_en, is_single)
VALUES (:set_id, :code, :name_zh, :name_en, :is_single);
