-- A target of a plan.
-- params: :plan text, :item text, :region_code text, :scope text, :indicator text, :parameters text, :op text, :value in the unit of the indicator, :unit text, :year text, :nature text, :source text, :text text, :responsible text, :plan_en text, :plan_code code of a built-in plan, :item_no text, :item_en text, :text_en text, :input_id id, :row_no row
-- reads: none
-- writes: target
INSERT INTO target (plan, item, region_code, scope, indicator, parameters, op, value, unit, year, nature, source, text, responsible,
                    plan_en, plan_code, item_no, item_en, text_en, input_id, row_no)
VALUES (:plan, :item, :region_code, :scope, :indicator, :parameters, :op, :value, :unit, :year, :nature, :source, :text, :responsible,
        :plan_en, :plan_code, :item_no, :item_en, :text_en, :input_id, :row_no);
