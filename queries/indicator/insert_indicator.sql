-- An indicator as its own file describes it.
-- params: :indicator text, :name_zh text, :name_en text, :unit text
-- reads: none
-- writes: indicator
INSERT INTO indicator (indicator, name_zh, name_en, unit) VALUES (:indicator, :name_zh, :name_en, :unit)
