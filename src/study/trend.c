/* `trend:` the years whose end is looked at beside the study's own day. */
#include <math.h>

#include "study/yaml_reader.h"

static lc_status read_trend_year(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    lc_study *study = target;
    if (study->trend_count == LC_TREND_MAX)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "trend has more than %d years",
                            LC_TREND_MAX);
    double year;
    lc_status status = lc_yaml_number(yaml, node, "trend", 1900, 2200, &year);
    if (status == LC_OK && year != floor(year))
        status = lc_yaml_fail(yaml, lc_yaml_place(node), "trend must be whole years, as in %s",
                              "trend: [2020, 2025]");
    if (status == LC_OK && study->trend_count > 0 &&
        year <= study->trend_years[study->trend_count - 1])
        status = lc_yaml_fail(yaml, lc_yaml_place(node),
                              "trend must grow: %g comes after %d; write the years in order, each "
                              "once",
                              year, study->trend_years[study->trend_count - 1]);
    if (status == LC_OK)
        study->trend_years[study->trend_count++] = (int)year;
    return status;
}

lc_status lc_study_trend(lc_yaml *yaml, yaml_node_t *value, lc_study *study)
{
    return lc_yaml_list(yaml, value, "trend", read_trend_year, study);
}
