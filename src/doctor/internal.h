/* The checks of the doctor, for the room alone. */
#ifndef LC_DOCTOR_INTERNAL_H
#define LC_DOCTOR_INTERNAL_H

#include "doctor/doctor.h"

/* One check: LC_OK unless something broke; what it finds are findings. */
typedef lc_status lc_doctor_check(lc_store *store, const lc_study *study);

/* Every row of the query is a finding: code, input_id, row_no, feature, field, value, detail,
 * lon_deg, lat_deg in this order, NULL where there is none. The query takes no parameters. */
lc_status lc_doctor_tell(lc_store *store, const char *query);

#endif
