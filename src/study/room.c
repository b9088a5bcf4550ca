typedef int lc_study_room; /* until the first file of the room is here */
