typedef int lc_reach_room; /* until the first file of the room is here */
