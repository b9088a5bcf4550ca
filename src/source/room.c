typedef int lc_source_room; /* until the first file of the room is here */
