-- All facilities are closed.
UPDATE facility SET counts = 0, status = 'closed';
DELETE FROM service_circle;
DELETE FROM service_street;
