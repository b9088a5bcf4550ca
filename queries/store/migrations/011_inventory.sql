-- What a facility of a type holds beside beds: a standard one (what closes a gap is said in these) and the plausible largest (bounds a missing
-- figure from above). NULL in both: the type has no such thing, and lacks none.
ALTER TABLE facility_type ADD COLUMN standard_places INTEGER;
ALTER TABLE facility_type ADD COLUMN places_max INTEGER;
ALTER TABLE facility_type ADD COLUMN standard_meals INTEGER;  -- a day
ALTER TABLE facility_type ADD COLUMN meals_max INTEGER;
ALTER TABLE facility_type ADD COLUMN standard_staff INTEGER;  -- who work there; no largest is assumed
