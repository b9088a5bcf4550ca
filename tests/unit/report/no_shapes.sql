-- Nothing that could be drawn but homes.
DELETE FROM context_feature;
DELETE FROM service_circle;
DELETE FROM service_street;
UPDATE region SET geom = NULL;
UPDATE facility SET geom = NULL;
