-- What a row says itself of the region it is in (its columns district, street ...), " / " between several. It never places the row; the doctor holds it
-- against the polygons.
ALTER TABLE facility ADD COLUMN region_said TEXT;
ALTER TABLE population_unit ADD COLUMN region_said TEXT;
