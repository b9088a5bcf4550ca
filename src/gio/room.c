typedef int lc_gio_room; /* until the first file of the room is here */
