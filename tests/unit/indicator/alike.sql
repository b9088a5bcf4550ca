-- Home d1 is a hair beyond 1000 m of the centre and a hair within it of the room: both costs round to the same millimetre.
UPDATE hand_nearest SET cost_mm = 1000000, walk_min = 15, limit_id = iif(type_id = 2, 3, NULL) WHERE measure_id = 1 AND demand_id = 1;
