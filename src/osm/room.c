typedef int lc_osm_room; /* until the first file of the room is here */
