-- A group of people that the study has figures for.
-- params: :group_id id, :code text, :name_zh text, :name_en text, :year text
-- reads: none
-- writes: people_group
INSERT INTO people_group (group_id, code, name_zh, name_en, year)
VALUES (:group_id, :code, :name_zh, :name_en, :year);
