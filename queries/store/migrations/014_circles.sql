-- Service circles as units: what is told of each beside its row in region (level circle), and which holds a facility.
CREATE TABLE circle (
    region_id INTEGER PRIMARY KEY REFERENCES region,
    facility_id INTEGER REFERENCES facility, -- the centre; NULL: a further circle
    remark TEXT CHECK (remark IS NULL OR remark = 'below_minimum' OR remark = 'above_maximum'), -- of its people, for further circles
    convexity_01 REAL            -- area / area of its convex hull; NULL without ground
);
CREATE TABLE facility_circle (
    facility_id INTEGER PRIMARY KEY REFERENCES facility, -- of any status; a centre is in its own circle
    region_id INTEGER NOT NULL REFERENCES region         -- of level circle
);
CREATE INDEX demand_circle_by_region ON demand_circle (region_id, demand_id);
CREATE INDEX facility_circle_by_region ON facility_circle (region_id, facility_id);
