-- A barrier (context_feature.blocks) kept the place from the nearest street: it joins a farther one, or none.
ALTER TABLE demand_join ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE facility_join ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
