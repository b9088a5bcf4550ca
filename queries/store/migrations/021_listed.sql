-- The sets of which the register has a facility, whatever its status. Of others nothing is known: their figures are no zeros.
CREATE VIEW set_listed (code) AS
SELECT DISTINCT type_set.code
FROM type_set
JOIN type_set_member ON type_set_member.set_id = type_set.set_id
WHERE type_set_member.type_id IN (SELECT facility.type_id FROM facility);
