typedef int lc_plan_room; /* until the first file of the room is here */
