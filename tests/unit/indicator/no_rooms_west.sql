-- The activity room of community 4 is gone: nothing for elders is left there.
UPDATE facility SET counts = 0, status = 'closed' WHERE code = 'R1';
