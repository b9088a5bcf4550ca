-- A target of a plan.
-- params: :plan text, :item text, :region_code text, :scope text, :indicator text, :parameters text, :op text, :value in the unit of the indicator, :unit text, :year text, :nature text, :source text, :text text, :responsible text, :input_id id, :row_no row
-- reads: none
-- writes: target
INSERT INTO target (plan, item, region_code, scope, indicator, parameters, op, value, unit, year, nature, source, text, responsible, input_id, row_no)
VALUES (:plan, :item, :region_code, :scope, :indicator, :parameters, :op, :value, :unit, :year, :nature, :source, :text, :responsible, :input_id, :row_no);
