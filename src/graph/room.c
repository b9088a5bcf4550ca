typedef int lc_graph_room; /* until the first file of the room is here */
