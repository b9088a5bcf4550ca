-- Fills type_stock.
-- params: none
-- reads: facility
-- writes: none
INSERT INTO type_stock (type_id, facilities) SELECT type_id, count(*) FROM facility WHERE counts = 1 GROUP BY type_id;
