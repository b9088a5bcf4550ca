/* The checks of the doctor, for the room alone. */
#ifndef LC_DOCTOR_INTERNAL_H
#define LC_DOCTOR_INTERNAL_H

#include "doctor/doctor.h"

/* One check: LC_OK unless something broke; what it finds are findings. */
typedef lc_status lc_doctor_check(lc_store *store, const lc_study *study);

/* alike.c: facilities that may be one. slivers.c: thin parts of regions. */
lc_doctor_check lc_doctor_alike, lc_doctor_slivers;

/* About one degree of latitude, to sort places by; 0.5 % are of no account there. */
#define LC_METRES_OF_A_DEGREE 111000.0

/* Every row of the query is a finding: code, input_id, row_no, feature, field, value, detail,
 * lon_deg, lat_deg in this order, NULL where there is none. The query takes no parameters. */
lc_status lc_doctor_tell(lc_store *store, const char *query);

#endif
