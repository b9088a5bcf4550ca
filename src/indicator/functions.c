/* What each point reaches is a number of bits: the lowest for a centre, one more for each item of
 * the list. Facilities give their bits to all whom they serve; the people of each point are then
 * added up by its bits. Whole numbers throughout: no figure depends on an order of adding. */
#include "indicator/functions.h"

#include <stdlib.h>
#include <string.h>

#include "indicator/questions.h"
#include "indicator/within.h"
#include "store/shelf.h"

/* A facility that counts and what of the list it has. */
typedef struct performer {
    int64_t facility_id;
    uint32_t bits;
} performer;

typedef struct door {
    lc_lonlat at;
    uint32_t bits;
} door;

/* One question: a list, a limit, a group. */
typedef struct asked {
    int64_t list_id, limit_id, group_id;
} asked;

typedef struct functions {
    lc_store *store;
    lc_ctx *ctx;
    const frame *f;
    const frame_ids *facilities;
    lc_array asked;    /* by list, limit, group */
    frame_ids circles; /* the measures that are circles */
    lc_shelf *shelf;
    uint32_t *point; /* per number of the shelf: the point of the frame, UINT32_MAX in the margin */
    within near;
    size_t items;          /* of the list at hand, as the next two */
    lc_array performers;   /* performer, by facility */
    lc_array doors;        /* door: the performers' entrances */
    uint32_t *bits;        /* per point: what it reaches by the measure and limit at hand */
    int64_t *here, *whole; /* [lane * regions + region]: of the finest regions; of all */
    lc_stmt *insert;
} functions;

/* --- what is asked --- */

static lc_status ask_question(lc_stmt *insert, const lc_indicator_info *info,
                              const char *parameters)
{
    char list[LC_VARIANT_MAX];
    question_base base;
    if (!lc_parameter_get(parameters, "list", list, sizeof list) ||
        !questions_base(info, parameters, &base))
        return LC_OK;
    lc_stmt_bind_text(insert, ":list", list);
    lc_stmt_bind_text(insert, ":group_code", base.group);
    lc_stmt_bind_double(insert, ":limit_min", base.limit_min);
    return lc_stmt_run(insert);
}

static lc_status take_asked(void *user, lc_stmt *row)
{
    functions *u = user;
    asked *a = lc_array_push(u->ctx, &u->asked);
    if (a == NULL)
        return LC_MEMORY;
    *a = (asked){lc_stmt_int(row, 0), lc_stmt_int(row, 1), lc_stmt_int(row, 2)};
    return LC_OK;
}

static const asked *asked_at(const functions *u, size_t i)
{
    return lc_array_at(&u->asked, i);
}

/* --- who performs what --- */

static lc_status add_performer(functions *u, int64_t facility_id, int64_t bit)
{
    performer *last =
        u->performers.count > 0 ? lc_array_at(&u->performers, u->performers.count - 1) : NULL;
    if (last == NULL || last->facility_id != facility_id) {
        last = lc_array_push(u->ctx, &u->performers);
        if (last == NULL)
            return LC_MEMORY;
        last->facility_id = facility_id;
    }
    last->bits |= UINT32_C(1) << bit;
    return LC_OK;
}

static lc_status read_performers(functions *u, int64_t list_id)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    u->performers.count = 0;
    lc_status status = lc_store_query(u->store, "indicator/read_performers", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":list_id", list_id);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        if (frame_index(u->facilities, lc_stmt_int(stmt, 0)) != SIZE_MAX)
            status = add_performer(u, lc_stmt_int(stmt, 0), lc_stmt_int(stmt, 1));
    lc_stmt_free(stmt);
    return status;
}

static int by_facility(const void *left, const void *right)
{
    const performer *a = left, *b = right;
    return (a->facility_id > b->facility_id) - (a->facility_id < b->facility_id);
}

/* Entrances come in the order of facilities. */
static lc_status take_door(void *user, lc_stmt *row)
{
    functions *u = user;
    const performer *p = u->performers.items, wanted = {.facility_id = lc_stmt_int(row, 0)};
    size_t low = lc_array_lower_bound(&u->performers, &wanted, by_facility);
    if (low == u->performers.count || p[low].facility_id != wanted.facility_id)
        return LC_OK;
    door *d = lc_array_push(u->ctx, &u->doors);
    if (d == NULL)
        return LC_MEMORY;
    *d = (door){{lc_stmt_double(row, 1), lc_stmt_double(row, 2)}, p[low].bits};
    return LC_OK;
}

static lc_status count_items(functions *u, int64_t list_id)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(u->store, "indicator/count_items", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":list_id", list_id);
        status = lc_stmt_step(stmt, &row);
        u->items = (size_t)lc_stmt_int(stmt, 0);
    }
    lc_stmt_free(stmt);
    return status;
}

/* --- who is reached --- */

/* By walks: everybody in the catchments, as far as the limit goes. */
static lc_status reach_by_walks(functions *u, int64_t measure_id, uint32_t limit_mm)
{
    lc_status status = LC_OK;
    memset(u->bits, 0, u->f->demand.count * sizeof *u->bits);
    for (size_t i = 0; status == LC_OK && i < u->performers.count; i++) {
        const performer *p = lc_array_at(&u->performers, i);
        lc_shelf_catchment reached;
        status = lc_shelf_read_catchment(u->shelf, measure_id, p->facility_id, &reached);
        for (size_t k = 0; k < reached.count; k++) {
            uint32_t point = u->point[reached.point[k]];
            if (reached.cost_mm[k] <= limit_mm && point != UINT32_MAX)
                u->bits[point] |= p->bits;
        }
        lc_shelf_catchment_clear(&reached);
        if (status == LC_OK)
            status = lc_tick(u->ctx, i, u->performers.count);
    }
    return status;
}

static lc_status reach_by_circles(functions *u, uint32_t limit_mm)
{
    lc_status status = LC_OK;
    within_begin(&u->near, limit_mm / 1000.0);
    for (size_t i = 0; status == LC_OK && i < u->doors.count; i++) {
        const door *d = lc_array_at(&u->doors, i);
        within_add(&u->near, d->at, d->bits);
        status = lc_tick(u->ctx, i, u->doors.count);
    }
    within_end(&u->near, u->bits);
    return status;
}

static lc_status reach(functions *u, int64_t measure_id, double limit_min)
{
    uint32_t limit_mm = lc_shelf_walked_mm(limit_min, lc_shelf_speed_mps(u->shelf, measure_id));
    return frame_index(&u->circles, measure_id) != SIZE_MAX
               ? reach_by_circles(u, limit_mm)
               : reach_by_walks(u, measure_id, limit_mm);
}

/* --- summing --- */

/* Lanes of the sums: complete, then each item with the centre as item 0, then reaching 0, 1, ...
 * items. */
enum { COMPLETE, FIRST_ITEM };

static size_t first_reaching(const functions *u)
{
    return FIRST_ITEM + u->items + 1;
}

static size_t lanes(const functions *u)
{
    return first_reaching(u) + u->items + 1;
}

/* Adds people to one region; `sum` is its place in the first lane. */
static void add_to(const functions *u, int64_t *sum, uint32_t bits, int64_t people)
{
    size_t regions = u->f->regions.count, reached = 0;
    for (size_t item = 0; item <= u->items; item++) {
        if ((bits >> item & 1) == 0)
            continue;
        sum[(FIRST_ITEM + item) * regions] += people;
        reached += item > 0;
    }
    sum[(first_reaching(u) + reached) * regions] += people;
    if (reached == u->items && (bits & 1) != 0)
        sum[COMPLETE * regions] += people;
}

/* From the finest regions to all above them; circles lie across the tree. */
static void sum_up(functions *u, size_t group)
{
    const frame *f = u->f;
    size_t regions = f->regions.count, size = lanes(u) * regions * sizeof *u->here;
    const int64_t *people = f->people_micro + group * f->demand.count;
    memset(u->here, 0, size);
    memset(u->whole, 0, size);
    for (size_t p = 0; p < f->demand.count; p++) {
        if (people[p] == 0)
            continue;
        add_to(u, u->here + f->demand_region[p], u->bits[p], people[p]);
        if (f->demand_circle[p] != FRAME_NO_CIRCLE)
            add_to(u, u->whole + f->demand_circle[p], u->bits[p], people[p]);
    }
    for (size_t home = 0; home < regions; home++)
        for (size_t a = f->above_start[home]; a < f->above_start[home + 1]; a++)
            for (size_t lane = 0; lane < lanes(u); lane++)
                u->whole[lane * regions + f->above[a]] += u->here[lane * regions + home];
}

/* --- writing --- */

static lc_status write_lane(functions *u, size_t lane)
{
    size_t regions = u->f->regions.count;
    bool item = lane >= FIRST_ITEM && lane < first_reaching(u);
    size_t number = item ? lane - FIRST_ITEM : lane == COMPLETE ? 0 : lane - first_reaching(u);
    lc_status status = LC_OK;
    lc_stmt_bind_text(u->insert, ":part",
                      lane == COMPLETE ? "complete"
                      : item           ? "item"
                                       : "reaching");
    lc_stmt_bind_int(u->insert, ":number", (int64_t)number);
    for (size_t r = 0; status == LC_OK && r < regions; r++) {
        lc_stmt_bind_int(u->insert, ":region_id", u->f->regions.id[r]);
        lc_stmt_bind_int(u->insert, ":people_micro", u->whole[lane * regions + r]);
        status = lc_stmt_run(u->insert);
    }
    return status;
}

static lc_status write_group(functions *u, const asked *a)
{
    lc_status status = LC_OK;
    lc_stmt_bind_int(u->insert, ":group_id", a->group_id);
    sum_up(u, frame_index(&u->f->groups, a->group_id));
    for (size_t lane = 0; status == LC_OK && lane < lanes(u); lane++)
        status = write_lane(u, lane);
    return status;
}

/* --- the order of it --- */

static double minutes_of(const frame *f, int64_t limit_id)
{
    size_t i = 0;
    while (f->limits.id[i] != limit_id)
        i++;
    return f->limit_min[i];
}

/* The questions from `first` on that share its list and limit; *next is the one behind them. */
static lc_status answer_limit(functions *u, size_t first, size_t *next)
{
    lc_status status = LC_OK;
    const asked *a = asked_at(u, first);
    double limit_min = minutes_of(u->f, a->limit_id);
    for (*next = first; *next < u->asked.count; ++*next)
        if (asked_at(u, *next)->list_id != a->list_id ||
            asked_at(u, *next)->limit_id != a->limit_id)
            break;
    lc_stmt_bind_int(u->insert, ":list_id", a->list_id);
    lc_stmt_bind_double(u->insert, ":limit_min", limit_min);
    for (size_t m = 0; status == LC_OK && m < u->f->measures.count; m++) {
        lc_stmt_bind_int(u->insert, ":measure_id", u->f->measures.id[m]);
        status = reach(u, u->f->measures.id[m], limit_min);
        for (size_t i = first; status == LC_OK && i < *next; i++)
            status = write_group(u, asked_at(u, i));
    }
    return status;
}

static lc_status begin_list(functions *u, int64_t list_id)
{
    lc_status status = count_items(u, list_id);
    if (status == LC_OK)
        status = read_performers(u, list_id);
    u->doors.count = 0;
    if (status == LC_OK && u->circles.count > 0)
        status = lc_store_each(u->store, "indicator/read_doors", take_door, u);
    free(u->here);
    free(u->whole);
    u->here = lc_alloc(u->ctx, lanes(u) * u->f->regions.count, sizeof *u->here);
    u->whole = lc_alloc(u->ctx, lanes(u) * u->f->regions.count, sizeof *u->whole);
    if (status == LC_OK && (u->here == NULL || u->whole == NULL))
        status = LC_MEMORY;
    return status;
}

static lc_status answer_all(functions *u)
{
    lc_status status = LC_OK;
    int64_t list_id = 0;
    for (size_t i = 0, next; status == LC_OK && i < u->asked.count; i = next) {
        next = i + 1;
        if (asked_at(u, i)->list_id != list_id)
            status = begin_list(u, list_id = asked_at(u, i)->list_id);
        if (status == LC_OK)
            status = answer_limit(u, i, &next);
    }
    return status;
}

static lc_status open_shelf(functions *u)
{
    size_t numbers = 0;
    lc_status status = lc_shelf_open(u->store, &u->shelf);
    if (status != LC_OK)
        return status;
    (void)lc_shelf_demand(u->shelf, &numbers);
    u->bits = lc_alloc(u->ctx, u->f->demand.count, sizeof *u->bits);
    u->point = lc_alloc(u->ctx, numbers, sizeof *u->point);
    if (u->bits == NULL || u->point == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < numbers; i++)
        u->point[i] = UINT32_MAX;
    for (size_t p = 0; p < u->f->demand.count; p++) {
        size_t place = lc_shelf_point(u->shelf, u->f->demand.id[p]);
        if (place != SIZE_MAX)
            u->point[place] = (uint32_t)p;
    }
    return LC_OK;
}

/* What serves all lists. */
static lc_status open_all(functions *u)
{
    lc_status status = frame_read_ids(u->store, "indicator/read_circle_measures", 0, &u->circles);
    if (status == LC_OK && u->circles.count > 0)
        status = within_open(u->store, u->f, &u->near);
    if (status == LC_OK)
        status = open_shelf(u);
    return status == LC_OK ? lc_store_query(u->store, "indicator/insert_functions", &u->insert)
                           : status;
}

static void clear(functions *u)
{
    lc_stmt_free(u->insert);
    lc_shelf_close(u->shelf);
    within_clear(&u->near);
    lc_array_clear(&u->asked);
    lc_array_clear(&u->performers);
    lc_array_clear(&u->doors);
    free(u->circles.id);
    free(u->point);
    free(u->bits);
    free(u->here);
    free(u->whole);
}

lc_status functions_run(lc_store *store, const frame *f, const frame_ids *facilities)
{
    functions u = {.store = store, .ctx = lc_store_ctx(store), .f = f, .facilities = facilities};
    frame_ids own = {0};
    lc_array_init(&u.asked, sizeof(asked));
    lc_array_init(&u.performers, sizeof(performer));
    lc_array_init(&u.doors, sizeof(door));
    lc_status status = questions_each(store, "indicator/insert_list", ask_question);
    if (status == LC_OK)
        status = lc_store_each(store, "indicator/read_lists", take_asked, &u);
    if (status != LC_OK || u.asked.count == 0)
        goto done;
    if (facilities == NULL) {
        status = frame_read_ids(store, "indicator/read_facilities", 0, &own);
        u.facilities = &own;
    }
    if (status == LC_OK)
        status = open_all(&u);
    if (status == LC_OK)
        status = answer_all(&u);
done:
    clear(&u);
    free(own.id);
    return status;
}
