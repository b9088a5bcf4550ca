-- A figure that an office reports.
-- params: :indicator id, :parameters text, :question text, :region_code text, :day YYYY-MM-DD, :value in the unit of the indicator,
--   :rounding in the unit of the indicator, :unit text, :source text, :text text, :text_en text, :input_id id, :row_no row
-- reads: none
-- writes: observation
INSERT INTO observation (indicator, parameters, question, region_code, day, value, rounding, unit, source, text, text_en, input_id, row_no)
VALUES (:indicator, :parameters, :question, :region_code, :day, :value, :rounding, :unit, :source, :text, :text_en, :input_id, :row_no);
