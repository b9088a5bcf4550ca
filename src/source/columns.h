/* Our fields, the names they go by in planners' tables, and which column of a file holds which. */
#ifndef LC_SOURCE_COLUMNS_H
#define LC_SOURCE_COLUMNS_H

#include "base/base.h"
#include "gio/gio.h"
#include "study/study.h"

typedef enum lc_source_field {
    LC_F_CODE,
    LC_F_NAME,
    LC_F_LEVEL,
    LC_F_PARENT,
    LC_F_CLASS,
    LC_F_KIND,
    LC_F_TYPE,
    LC_F_X,
    LC_F_Y,
    LC_F_WKT,
    LC_F_ADDRESS,
    LC_F_REGION,
    LC_F_AREA_M2,
    LC_F_SITE_AREA_M2,
    LC_F_BEDS,
    LC_F_BEDS_NURSING,
    LC_F_BEDS_DEMENTIA,
    LC_F_PLACES,
    LC_F_MEALS_PER_DAY,
    LC_F_STAFF,
    LC_F_SOCIAL_WORKERS,
    LC_F_OWNERSHIP,
    LC_F_CONTRACTED,
    LC_F_FUNCTIONS,
    LC_F_OPENED,
    LC_F_CLOSED,
    LC_F_RENOVATED,
    LC_F_STATUS,
    LC_F_LAYER,
    LC_F_FOOT,
    LC_F_ONEWAY_FOOT,
    LC_F_ID,
    LC_F_PLAN,
    LC_F_ITEM,
    LC_F_REGION_CODE,
    LC_F_SCOPE,
    LC_F_INDICATOR,
    LC_F_PARAMETERS,
    LC_F_OP,
    LC_F_VALUE,
    LC_F_UNIT,
    LC_F_YEAR,
    LC_F_NATURE,
    LC_F_SOURCE,
    LC_F_TEXT,
    LC_F_DATE,
    LC_F_RESPONSIBLE,
    LC_F_ITEM_NO,
    LC_F_ITEM_EN,
    LC_F_TEXT_EN,
    LC_F_COUNT
} lc_source_field;

/* The name of a field as the study file writes it ("area_m2"). Static. */
const char *lc_field_name(lc_source_field field);
/* Does a file of this role have such a field? */
bool lc_field_in_role(lc_source_field field, lc_role role);
/* Other names of a field, separated by |, the best first. Static. */
const char *lc_field_aliases(lc_source_field field);
/* A figure of a facility: an area or a count. */
bool lc_field_is_figure(lc_source_field field);

/* The column that a header names `name` or one of `aliases` (separated by `separator`), -1 for
 * none. A unit behind the header does not count: in brackets whichever it is (建筑面积(㎡)
 * is 建筑面积), without them one of the `quantity` (建筑面积亩, area_ha). Where names
 * stand in two rows, so that a column is called by its group and its own, the own is enough.
 * Earlier aliases win. O(fields * aliases). */
int lc_column_find(const lc_layer_info *info, const char *name, const char *aliases, char separator,
                   lc_quantity quantity);
/* The columns that tell of a row which region it is in, coarse or fine (district, street ...): the
 * one that the study's `columns` name, else every one with an alias of `region`, in the order of
 * the file. Fills at most `capacity` indexes; returns how many. `column` is what lc_columns_resolve
 * made. */
size_t lc_columns_of_region(const lc_source *source, const lc_layer_info *info,
                            const int column[LC_F_COUNT], int *columns, size_t capacity);
/* The column with exactly this header (ASCII case aside), -1 for none. */
int lc_column_named(const lc_layer_info *info, const char *header);

/* Fills column[field] with the index of the file's column, -1 for none: what the study's `columns`
 * say, else by alias. LC_INPUT when the study names a field the role has not, or a column the file
 * has not. */
lc_status lc_columns_resolve(lc_ctx *ctx, const lc_study *study, const lc_source *source,
                             const lc_layer_info *info, int column[LC_F_COUNT]);

/* LC_INPUT: the study names a column at `place` that the file has not; tells the nearest and all
 * there are. */
lc_status lc_column_not_there(lc_ctx *ctx, const lc_study *study, const lc_source *source,
                              const lc_layer_info *info, const char *column, lc_place place);

/* LC_INPUT: the file has no column for `field`; tells which columns there are, which is nearest,
 * and the key to write. */
lc_status lc_column_missing(lc_ctx *ctx, const lc_source *source, const lc_layer_info *info,
                            const char *field, const char *aliases, char separator);

/* Is `word` one of `list` (separated by `separator`)? ASCII case, spaces, _ and - aside. */
bool lc_word_in_list(const char *word, const char *list, char separator);

/* A closed list of values with their other names. */
typedef struct lc_choice {
    const char *code;
    const char *aliases; /* separated by | */
} lc_choice;
/* The code that `text` means, NULL for none. Static. */
const char *lc_choice_find(const lc_choice *choices, size_t count, const char *text);
/* "a, b, c" for messages. Free with free(). */
char *lc_choice_list(lc_ctx *ctx, const lc_choice *choices, size_t count);

#endif
