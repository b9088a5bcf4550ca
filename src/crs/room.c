typedef int lc_crs_room; /* until the first file of the room is here */
