-- Something a facility does.
-- params: :function_code text, :name_zh text, :name_en text
-- reads: none
-- writes: function
INSERT INTO function (function_code, name_zh, name_en)
VALUES (:function_code, :name_zh, :name_en);
