/* A gap said in what closes it: floor area, facilities, beds, places, staff, people, circles,
 * regions. docs/targets.md tells the formulas. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/cover.h"
#include "plan/desk.h"

/* The gap at hand and how many lines it has been said in. */
typedef struct closing {
    const desk *d;
    const target *t;
    const reading *r;
    int64_t region_id, gap_id;
    int position;
} closing;

/* Whole things needed for an amount; a rounding error does not build a facility. */
static double whole(double amount)
{
    return ceil(amount - 1e-9 * fmax(1, fabs(amount)));
}

static lc_status say(closing *c, const char *kind, double amount, const char *type_code)
{
    lc_stmt *stmt = desk_use(c->d, Q_INSERT_CLOSES);
    lc_stmt_bind_int(stmt, ":gap_id", c->gap_id);
    lc_stmt_bind_int(stmt, ":position", c->position++);
    lc_stmt_bind_text(stmt, ":kind", kind);
    lc_stmt_bind_double(stmt, ":amount", amount);
    lc_stmt_bind_text(stmt, ":type_code", type_code);
    return lc_stmt_run(stmt);
}

/* `amount` in standard facilities of the set; what: "area", "beds", "places", "meals", or "" for
 * one each. Nothing when no type of the set has that standard. */
static lc_status say_facilities(closing *c, const char *what, double amount)
{
    bool row = false;
    lc_stmt *stmt = desk_use(c->d, Q_STANDARD);
    lc_stmt_bind_text(stmt, ":types", c->t->types);
    lc_stmt_bind_text(stmt, ":what", what);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status != LC_OK || !row)
        return status;
    return say(c, "facilities", whole(amount / lc_stmt_double(stmt, 1)), lc_stmt_text(stmt, 0));
}

/* --- amounts --- */

/* Kinds of what is built, hired or signed: whole ones unless they are square metres. */
typedef struct unit_kind {
    const char *kind;
    bool whole;
    const char *standard; /* what of a standard facility it is; NULL: not said in facilities */
} unit_kind;

static const unit_kind unit_kinds[] = {
    {"area_m2", false, "area"},
    {"land_m2", false, NULL},
    {"beds", true, "beds"},
    {"beds_nursing", true, NULL}, /* how many of a standard facility's are for nursing is free */
    {"beds_dementia", true, NULL},
    {"beds_public", true, NULL},
    {"places", true, "places"},
    {"meals", true, "meals"},
    {"staff", true, NULL},
    {"social_workers", true, NULL},
    {"contracts", true, NULL},
    {"renovated", true, NULL},
    {"renovated_beds", true, NULL},
    {"renovated_places", true, NULL},
    {"renovated_area_m2", false, NULL},
    {"units", false, NULL}, /* of a reported figure: its own */
};

static lc_status close_units(closing *c, const char *kind, double amount)
{
    for (size_t i = 0; i < sizeof unit_kinds / sizeof *unit_kinds; i++) {
        const unit_kind *u = &unit_kinds[i];
        if (strcmp(u->kind, kind) != 0)
            continue;
        if (strcmp(kind, "units") == 0 && c->t->scale != 1)
            return LC_OK; /* so many points of a share are the gap itself */
        double said = u->whole ? whole(amount) : amount;
        lc_status status = say(c, kind, said, NULL);
        return status == LC_OK && u->standard != NULL ? say_facilities(c, u->standard, said)
                                                      : status;
    }
    return LC_OK;
}

/* The kind that a key of the target asks for, beyond what the indicator's file says. */
static const char *kind_asked(const target *t)
{
    static const struct {
        const char *closes, *key, *value, *kind;
    } own[] = {
        {NULL, "of", "facilities", "facilities"},
        {NULL, "of", "beds", "beds"},
        {NULL, "of", "beds_nursing", "beds_nursing"},
        {NULL, "of", "beds_dementia", "beds_dementia"},
        {NULL, "of", "places", "places"},
        {NULL, "of", "area", "area_m2"},
        {NULL, "of", "meals_per_day", "meals"},
        {"renovated", "of", "facilities", "renovated"},
        {"renovated", "of", "beds", "renovated_beds"},
        {"renovated", "of", "beds_nursing", "renovated_beds"},
        {"renovated", "of", "beds_dementia", "renovated_beds"},
        {"renovated", "of", "places", "renovated_places"},
        {"renovated", "of", "area", "renovated_area_m2"},
        {"beds", "bed", "nursing", "beds_nursing"},
        {"beds", "bed", "dementia", "beds_dementia"},
        {"beds", "bed", "public", "beds_public"},
        {"staff", "staff", "social_workers", "social_workers"},
    };
    const char *closes = t->info.closes, *kind = closes;
    char value[TARGET_WORD];
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        bool ours = own[i].closes != NULL ? strcmp(own[i].closes, closes) == 0
                                          : strcmp(closes, "renovated") != 0;
        if (ours && lc_parameter_get(t->variant, own[i].key, value, sizeof value) &&
            strcmp(value, own[i].value) == 0)
            kind = own[i].kind;
    }
    return kind;
}

/* A figure above what it should be: at most, or exactly so much. */
static bool is_surplus(const closing *c)
{
    double least = isnan(c->r->value) ? c->r->low : c->r->value;
    return c->t->op == OP_AT_MOST || (c->t->op == OP_EQUAL && least > c->t->want);
}

/* --- shares of an inventory --- */

/* A share of n among D that is to be t: what is there is converted, which leaves D as it is, (t - n
 * / D) x D; or more is built, which raises D too: of the kind, (n + x) / (D + x) = t; of others
 * where the share is too large, n / (D + x) = t. */
static lc_status close_share(closing *c, const char *what, double gap)
{
    static const struct {
        const char *what, *value, *into, *built, *from, *others;
    } kinds[] = {
        {"beds_share", "nursing", "beds_to_nursing", "beds_or_nursing", "beds_from",
         "beds_or_others"},
        {"beds_share", "dementia", "beds_to_dementia", "beds_or_dementia", "beds_from",
         "beds_or_others"},
        {"beds_share", "public", "beds_to_public", "beds_or_public", "beds_from", "beds_or_others"},
        {"type_share", "", "types_to", "types_or", "types_from", "types_or_others"},
    };
    char bed[TARGET_WORD];
    const char *type = strcmp(what, "type_share") == 0 ? c->t->types : NULL;
    double want = c->t->want, moved = gap * c->r->denominator;
    lc_parameter_get(c->t->variant, "bed", bed, sizeof bed);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].what, what) != 0 || strcmp(kinds[i].value, bed) != 0)
            continue;
        bool surplus = is_surplus(c);
        double rest = surplus ? want : 1 - want;
        lc_status status = say(c, surplus ? kinds[i].from : kinds[i].into, whole(moved), type);
        if (status != LC_OK || !(rest > 0))
            return status;
        return say(c, surplus ? kinds[i].others : kinds[i].built, whole(moved / rest), type);
    }
    return LC_OK;
}

/* --- circles --- */

typedef struct uncovered {
    lc_array at, people_micro; /* lc_lonlat, int64_t */
} uncovered;

static lc_status read_uncovered(closing *c, uncovered *out)
{
    bool row = false;
    lc_stmt *stmt = desk_use(c->d, Q_UNCOVERED);
    lc_stmt_bind_text(stmt, ":types", c->t->types);
    lc_stmt_bind_text(stmt, ":group_code", c->t->group_code);
    lc_stmt_bind_text(stmt, ":mode", c->t->mode);
    lc_stmt_bind_double(stmt, ":limit_min", c->t->limit_min);
    lc_stmt_bind_int(stmt, ":region_id", c->region_id);
    lc_stmt_bind_text(stmt, ":classes", c->t->classes);
    lc_status status;
    while ((status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_lonlat *at = lc_array_push(c->d->ctx, &out->at);
        int64_t *people_micro = lc_array_push(c->d->ctx, &out->people_micro);
        if (at == NULL || people_micro == NULL)
            return LC_MEMORY;
        *at = (lc_lonlat){lc_stmt_double(stmt, 0), lc_stmt_double(stmt, 1)};
        *people_micro = lc_stmt_int(stmt, 2);
    }
    return status;
}

static lc_status read_radius(closing *c, double *radius_m)
{
    bool row = false;
    lc_stmt *stmt = desk_use(c->d, Q_RADIUS);
    lc_stmt_bind_text(stmt, ":mode", c->t->mode);
    lc_status status = lc_stmt_step(stmt, &row);
    *radius_m = row ? lc_stmt_double(stmt, 0) * c->t->limit_min : 0;
    return status;
}

/* People to be reached, and the service circles that would reach them. */
static lc_status close_people(closing *c, double people)
{
    uncovered u;
    size_t sites, least;
    double radius_m = 0;
    lc_array_init(&u.at, sizeof(lc_lonlat));
    lc_array_init(&u.people_micro, sizeof(int64_t));
    lc_status status = say(c, "people", whole(people), NULL);
    if (c->r->observation_id != 0)
        goto done; /* where they live nobody has reported */
    if (status == LC_OK)
        status = read_radius(c, &radius_m);
    if (status == LC_OK)
        status = read_uncovered(c, &u);
    if (status != LC_OK || u.at.count == 0 || !(radius_m > 0))
        goto done;
    cover_points points = {u.at.items, u.people_micro.items, u.at.count, radius_m};
    status = cover_count(c->d->ctx, &points, llround(people * 1e6), &sites, &least);
    if (status == LC_OK)
        status = say(c, "circles", (double)sites, NULL);
    if (status == LC_OK && least > 0 && least < sites)
        status = say(c, "circles_least", (double)least, NULL);
done:
    lc_array_clear(&u.at);
    lc_array_clear(&u.people_micro);
    return status;
}

/* --- members --- */

typedef struct member {
    int64_t region_id;
    double value;
} member;

static lc_status read_short_parts(closing *c, const target *asked, const char *level, double want,
                                  lc_array *out)
{
    bool row = false;
    lc_stmt *stmt = desk_use(c->d, Q_PARTS);
    desk_bind_reading(stmt, asked);
    lc_stmt_bind_int(stmt, ":region_id", c->region_id);
    lc_stmt_bind_text(stmt, ":level", level);
    lc_stmt_bind_text(stmt, ":classes", c->t->classes);
    lc_stmt_bind_text(stmt, ":kinds", c->t->kinds);
    lc_status status;
    while ((status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        double value = lc_stmt_double(stmt, 1);
        if (isnan(value) || value >= want)
            continue;
        member *m = lc_array_push(c->d->ctx, out);
        if (m == NULL)
            return LC_MEMORY;
        *m = (member){lc_stmt_int(stmt, 0), value};
    }
    return status;
}

/* The parts whose figure is below `want`, by name. */
static lc_status say_members(closing *c, const char *indicator, const char *level, double want)
{
    lc_array members;
    target asked = *c->t;
    snprintf(asked.indicator, sizeof asked.indicator, "%s", indicator);
    if (strcmp(indicator, c->t->indicator) != 0)
        asked.variant[0] = '\0';
    lc_array_init(&members, sizeof(member));
    lc_status status = read_short_parts(c, &asked, level, want, &members);
    for (size_t i = 0; status == LC_OK && i < members.count; i++) {
        const member *m = lc_array_at(&members, i);
        lc_stmt *stmt = desk_use(c->d, Q_INSERT_MEMBER);
        lc_stmt_bind_int(stmt, ":gap_id", c->gap_id);
        lc_stmt_bind_int(stmt, ":region_id", m->region_id);
        lc_stmt_bind_double(stmt, ":value", m->value);
        status = lc_stmt_run(stmt);
    }
    lc_array_clear(&members);
    return status;
}

/* Where the people live whom "all" leaves out: the regions just below. */
static lc_status say_uncovered_children(closing *c)
{
    bool row = false;
    char level[TARGET_WORD] = "";
    lc_stmt *stmt = desk_use(c->d, Q_LEVEL_BELOW);
    lc_stmt_bind_int(stmt, ":region_id", c->region_id);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status != LC_OK || !row)
        return status;
    snprintf(level, sizeof level, "%s", lc_stmt_text(stmt, 0));
    return say_members(c, c->t->indicator, level, 1);
}

static lc_status close_coverage(closing *c, double gap)
{
    lc_status status = close_people(c, gap * c->r->denominator);
    if (status == LC_OK && c->r->observation_id == 0 && (c->t->op == OP_ALL || c->t->want >= 1))
        status = say_uncovered_children(c);
    return status;
}

/* People who are to be reached: of a share, of those covered, or taken from those who are not. */
static lc_status close_people_kind(closing *c, double gap)
{
    bool fewer = strcmp(c->t->indicator, "people_uncovered") == 0;
    bool wrong_way = fewer ? c->t->op != OP_AT_MOST : is_surplus(c);
    if (wrong_way || strcmp(c->t->mode, "ratio") == 0)
        return LC_OK;
    return c->t->info.sums == LC_SUMS_RATIO ? close_coverage(c, gap) : close_people(c, gap);
}

static lc_status say_lacking(void *user, const char *kind, double amount, const char *code)
{
    return say(user, kind, amount, code);
}

/* People to be reached, and what they lack; of everybody, the regions just below where it is not
 * yet everybody. */
static lc_status close_functions(closing *c, double gap)
{
    lc_status status = say(c, "people", whole(gap * c->r->denominator), NULL);
    if (status == LC_OK)
        status = lacking_say(c->d, c->t, c->region_id, say_lacking, c);
    if (status == LC_OK && (c->t->op == OP_ALL || c->t->want >= 1))
        status = say_uncovered_children(c);
    return status;
}

static lc_status close_parts(closing *c, double gap)
{
    double amount = gap * c->r->denominator;
    /* A reported share is rounded: 0.667 of three are two. */
    double regions = c->r->observation_id != 0 ? fmax(1, round(amount)) : whole(amount);
    lc_status status = say(c, "regions", regions, NULL);
    if (status == LC_OK)
        status = say_facilities(c, "", regions);
    if (status == LC_OK && c->r->observation_id == 0) /* which they are nobody has reported */
        status = say_members(c, "count", c->t->part_level, 1);
    return status;
}

/* What was to happen in years that are over cannot be made up for. */
static bool is_over(const closing *c)
{
    char period[TARGET_WORD];
    if (!lc_parameter_get(c->t->variant, "period", period, sizeof period))
        return false;
    const char *last = strstr(period, "..");
    return atoi(last != NULL ? last + 2 : period) - c->d->as_of_year + c->d->year_left <= 0;
}

static lc_status close_amount(closing *c, const char *kind, double gap)
{
    const target *t = c->t;
    double amount = t->info.sums == LC_SUMS_RATIO ? gap * c->r->denominator / t->info.factor : gap;
    if (isnan(amount) || is_surplus(c) || is_over(c))
        return LC_OK; /* nothing that is built lowers a figure of this kind by a known amount */
    if (strcmp(kind, "facilities") == 0)
        return say_facilities(c, "", whole(amount));
    return strcmp(kind, "regions") == 0 ? close_parts(c, gap) : close_units(c, kind, amount);
}

lc_status closing_write(const desk *d, const target *t, int64_t region_id, const reading *r,
                        double gap, int64_t gap_id)
{
    closing c = {.d = d, .t = t, .r = r, .region_id = region_id, .gap_id = gap_id};
    const char *kind = kind_asked(t);
    bool of_share = t->info.sums == LC_SUMS_RATIO || strcmp(kind, "regions") == 0;
    if (of_share && isnan(r->denominator))
        return LC_OK; /* reported, of a base that is not known here */
    if (strcmp(kind, "people") == 0)
        return close_people_kind(&c, gap);
    if (strcmp(kind, "functions") == 0)
        return is_surplus(&c) ? LC_OK : close_functions(&c, gap);
    if (strcmp(kind, "beds_share") == 0 || strcmp(kind, "type_share") == 0)
        return close_share(&c, kind, gap);
    return close_amount(&c, kind, gap);
}
