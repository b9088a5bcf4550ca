typedef int lc_geom_room; /* until the first file of the room is here */
