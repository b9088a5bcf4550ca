-- A facility type.
-- params: :type_id id, :code text, :name_zh text, :name_en text, :standard_area_m2 m2, :area_max_m2 m2, :standard_beds beds, :beds_max beds,
--   :standard_places places, :places_max places, :standard_meals a day, :meals_max a day, :standard_staff people, :colour #rrggbb
-- reads: none
-- writes: facility_type
INSERT INTO facility_type (type_id, code, name_zh, name_en, standard_area_m2, area_max_m2, standard_beds, beds_max, standard_places, places_max,
    standard_meals, meals_max, standard_staff, colour)
VALUES (:type_id, :code, :name_zh, :name_en, :standard_area_m2, :area_max_m2, :standard_beds, :beds_max, :standard_places, :places_max,
    :standard_meals, :meals_max, :standard_staff, :colour);
