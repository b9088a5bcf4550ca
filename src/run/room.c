typedef int lc_run_room; /* until the first file of the room is here */
