typedef int lc_network_room; /* until the first file of the room is here */
