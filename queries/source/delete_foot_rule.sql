-- Empties the foot rules before the streets are judged anew.
-- params: none
-- reads: none
-- writes: foot_rule
DELETE FROM foot_rule;
