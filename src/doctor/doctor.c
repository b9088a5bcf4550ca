/* The order of the checks, and findings straight from queries. */
#include "base/base.h"
#include "doctor/internal.h"

enum { CODE, INPUT_ID, ROW_NO, FEATURE, FIELD, VALUE, DETAIL, LON_DEG, LAT_DEG };

static lc_status tell_row(void *user, lc_stmt *row)
{
    const lc_finding finding = {.code = lc_stmt_text(row, CODE),
                                .input_id = lc_stmt_int(row, INPUT_ID),
                                .row = lc_stmt_int(row, ROW_NO),
                                .has_row = !lc_stmt_is_null(row, ROW_NO),
                                .feature = lc_stmt_text(row, FEATURE),
                                .field = lc_stmt_text(row, FIELD),
                                .value = lc_stmt_text(row, VALUE),
                                .detail = lc_stmt_text(row, DETAIL),
                                .has_place = true,
                                .lon_deg = lc_stmt_double(row, LON_DEG),
                                .lat_deg = lc_stmt_double(row, LAT_DEG)};
    return lc_store_finding_add(user, &finding);
}

lc_status lc_doctor_tell(lc_store *store, const char *query)
{
    return lc_store_each(store, query, tell_row, store);
}

/* What a query each tells: its rows are findings. */
static lc_status check_by_queries(lc_store *store, const lc_study *study)
{
    static const char *const queries[] = {
        "doctor/region_codes",   "doctor/region_far",     "doctor/region_gaps",
        "doctor/density",        "doctor/counted_twice",  "doctor/total_rows",
        "doctor/repeated_codes", "doctor/crowded_places", "doctor/closed_without_day",
        "doctor/empty_sets",     "doctor/other_region"};
    lc_status status = LC_OK;
    (void)study;
    for (size_t i = 0; status == LC_OK && i < sizeof queries / sizeof *queries; i++)
        status = lc_doctor_tell(store, queries[i]);
    return status;
}

/* Streets are there only where somebody walks along them. */
static lc_status check_streets(lc_store *store, const lc_study *study)
{
    return study->network ? lc_doctor_tell(store, "doctor/streets_at_boundary") : LC_OK;
}

static lc_doctor_check *const checks[] = {check_by_queries, lc_doctor_slivers, lc_doctor_alike,
                                          check_streets};

lc_status lc_doctor_run(lc_store *store, const lc_study *study)
{
    const size_t count = sizeof checks / sizeof *checks;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        status = checks[i](store, study);
        if (status == LC_OK)
            status = lc_tick(lc_store_ctx(store), i + 1, count);
    }
    return status;
}
