typedef int lc_indicator_room; /* until the first file of the room is here */
