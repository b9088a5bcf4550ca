-- What the last run of reach searched.
SELECT sum(types_searched + facilities_searched) FROM reach_basis
