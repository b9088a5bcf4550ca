-- What the sets of facility types hold that figures speak of, by the names of the types, and the function lists that targets name, by their centre
-- and their items.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: type_set, type_set_member, facility_type, facility, target, target_asks, function_list, function_list_item, function
-- writes: none
WITH item (list_id, position, name) AS (
         SELECT i.list_id, i.position, group_concat(iif(:zh, f.name_zh, f.name_en), iif(:zh, '或', ' or '))
         FROM (SELECT list_id, position, function_code FROM function_list_item ORDER BY list_id, position, alternative) i
         JOIN function f USING (function_code)
         GROUP BY i.list_id, i.position)
SELECT s.code, iif(:zh, s.name_zh, s.name_en), NULL,
       (SELECT group_concat(name, iif(:zh, '、', ', ')) FROM (
            SELECT iif(:zh, t.name_zh, t.name_en) AS name FROM type_set_member m JOIN facility_type t USING (type_id)
            WHERE m.set_id = s.set_id ORDER BY t.type_id)),
       0 AS is_list, s.set_id AS turn
FROM type_set s
WHERE s.is_single = 0
  AND (EXISTS (SELECT 1 FROM target_asks a WHERE a.types = s.code)
       OR EXISTS (SELECT 1 FROM type_set_member m CROSS JOIN facility f ON f.type_id = m.type_id WHERE m.set_id = s.set_id AND f.counts = 1))
UNION ALL
SELECT l.code, iif(:zh, l.name_zh, l.name_en), coalesce(iif(:zh, c.name_zh, c.name_en), l.centre),
       (SELECT group_concat(name, iif(:zh, '、', ', ')) FROM (SELECT name FROM item WHERE item.list_id = l.list_id ORDER BY position)),
       1, l.list_id
FROM function_list l
LEFT JOIN type_set c ON c.code = l.centre
WHERE EXISTS (SELECT 1 FROM target t WHERE '|' || replace(t.parameters, ' ', '') || '|' LIKE '%|list=' || l.code || '|%')
ORDER BY is_list, turn;
