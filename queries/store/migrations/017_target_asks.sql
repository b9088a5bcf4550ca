-- The set of facility types and the group of people that a target names among its parameters; NULL where it names none.
CREATE VIEW target_asks (target_id, types, group_code) AS
WITH bare AS (SELECT target_id, '|' || replace(parameters, ' ', '') || '|' AS words FROM target),
     cut AS (SELECT target_id, iif(instr(words, '|types='), substr(words, instr(words, '|types=') + 7), NULL) AS types_on,
                    iif(instr(words, '|group='), substr(words, instr(words, '|group=') + 7), NULL) AS group_on
             FROM bare)
SELECT target_id, substr(types_on, 1, instr(types_on, '|') - 1), substr(group_on, 1, instr(group_on, '|') - 1) FROM cut;
