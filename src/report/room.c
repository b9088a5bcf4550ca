typedef int lc_report_room; /* until the first file of the room is here */
