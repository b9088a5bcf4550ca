-- A row of the table that the streets are judged by.
-- params: :foot_rule_id order of asking, :rule id, :applies_to way or node, :rule_group text, :is_on 0 or 1, :condition text, :verdict text, :kind text, :wait text, :text_en text, :text_zh text
-- reads: none
-- writes: foot_rule
INSERT INTO foot_rule (foot_rule_id, rule, applies_to, rule_group, is_on, condition, verdict, kind, wait, text_en, text_zh)
VALUES (:foot_rule_id, :rule, :applies_to, :rule_group, :is_on, :condition, :verdict, :kind, :wait, COALESCE(NULLIF(:text_en, ''), :text_zh), COALESCE(NULLIF(:text_zh, ''), :text_en));
