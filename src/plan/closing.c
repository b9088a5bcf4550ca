/* A gap said in what closes it: floor area, facilities, beds, people, circles, regions. */
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

/* `amount` in standard facilities of the set; what: "area", "beds", or "" for one each. */
static lc_status say_facilities(closing *c, const char *what, double amount)
{
    bool row = false;
    lc_stmt *stmt = desk_use(c->d, Q_STANDARD);
    lc_stmt_bind_text(stmt, ":types", c->t->types);
    lc_stmt_bind_text(stmt, ":what", what);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status != LC_OK || !row)
        return status;
    double each = strcmp(what, "area") == 0   ? lc_stmt_double(stmt, 1)
                  : strcmp(what, "beds") == 0 ? lc_stmt_double(stmt, 2)
                                              : 1;
    return say(c, "facilities", whole(amount / each), lc_stmt_text(stmt, 0));
}

static lc_status close_area(closing *c, double area_m2)
{
    lc_status status = say(c, "area_m2", area_m2, NULL);
    return status == LC_OK ? say_facilities(c, "area", area_m2) : status;
}

static lc_status close_beds(closing *c, double beds)
{
    lc_status status = say(c, "beds", whole(beds), NULL);
    return status == LC_OK ? say_facilities(c, "beds", whole(beds)) : status;
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
    desk_bind_question(stmt, asked);
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
    if (fewer != (c->t->op == OP_AT_MOST) || strcmp(c->t->mode, "ratio") == 0)
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

lc_status closing_write(const desk *d, const target *t, int64_t region_id, const reading *r,
                        double gap, int64_t gap_id)
{
    closing c = {.d = d, .t = t, .r = r, .region_id = region_id, .gap_id = gap_id};
    const char *kind = t->info.closes;
    bool of_share = t->info.sums == LC_SUMS_RATIO || strcmp(kind, "regions") == 0;
    if (of_share && isnan(r->denominator))
        return LC_OK; /* reported, of a base that is not known here */
    if (strcmp(kind, "people") == 0)
        return close_people_kind(&c, gap);
    if (t->op == OP_AT_MOST)
        return LC_OK; /* nothing that is built lowers a figure of this kind by a known amount */
    double amount = t->info.sums == LC_SUMS_RATIO ? gap * r->denominator / t->info.factor : gap;
    if (strcmp(kind, "area_m2") == 0)
        return close_area(&c, amount);
    if (strcmp(kind, "functions") == 0)
        return close_functions(&c, gap);
    if (strcmp(kind, "beds") == 0)
        return close_beds(&c, amount);
    if (strcmp(kind, "facilities") == 0)
        return say_facilities(&c, "", whole(amount));
    return strcmp(kind, "regions") == 0 ? close_parts(&c, gap) : LC_OK;
}
