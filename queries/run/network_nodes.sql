-- The nodes of walkable streets that stop or delay, by the rule that decided.
-- params: none
-- reads: foot_rule, street_node
-- writes: none
SELECT n.passes, n.rule, r.text_zh, r.text_en, COUNT(*), MAX(n.wait_s)
FROM street_node AS n
LEFT JOIN foot_rule AS r ON r.rule = n.rule
GROUP BY n.passes, n.rule
ORDER BY n.passes, r.foot_rule_id;
