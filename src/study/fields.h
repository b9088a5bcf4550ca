/* The words of the study file: roles, their fields, and the values of fields that allow only
 * certain ones. */
#ifndef LC_STUDY_FIELDS_H
#define LC_STUDY_FIELDS_H

#include "study/study.h"

/* The values that a field of ours may take. */
typedef struct lc_field_values {
    lc_role role;
    const char *field;
    const char *const *words;
    size_t count;
} lc_field_values;

/* NULL for a field that takes any value. Static. */
const lc_field_values *lc_field_values_of(lc_role role, const char *field);
/* The fields whose values `map:` may translate. Static. */
const char *const *lc_role_mapped_fields(lc_role role, size_t *count);

#endif
