#include "reach/reach.h"

#include "reach/internal.h"

/* Shapes are drawn afresh. */
static lc_status forget_shapes(lc_store *store)
{
    static const char *const queries[] = {
        "reach/delete_service_circle", "reach/delete_service_street", "reach/delete_service_area"};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof queries / sizeof *queries; i++)
        status = lc_store_run(store, queries[i]);
    return status;
}

static bool is_wanted(const lc_reach_model *model, const lc_reach_kept *kept, size_t measure,
                      size_t type)
{
    return !lc_reach_measure_at(model, measure)->is_network &&
           !lc_reach_is_kept(model, kept, measure, type);
}

/* One type by circle: found when any measure lacks it. */
static lc_status circle_type(lc_reach_model *model, lc_reach_circles *circles, lc_reach_kept *kept,
                             size_t type)
{
    bool wanted = false;
    lc_status status = LC_OK;
    for (size_t i = 0; i < model->measures.count; i++)
        wanted = wanted || is_wanted(model, kept, i, type);
    if (wanted)
        status = lc_reach_circles_find(model, circles, type);
    for (size_t i = 0; status == LC_OK && i < model->measures.count; i++) {
        if (!is_wanted(model, kept, i, type))
            continue;
        status = lc_reach_circles_write(model, circles, lc_reach_measure_at(model, i));
        kept->types_searched[i]++;
    }
    model->done++; /* finding the circles counts like one measure */
    return status;
}

static lc_status run_circles(lc_reach_model *model, lc_reach_kept *kept)
{
    lc_reach_circles *circles = NULL;
    lc_status status = lc_reach_circles_new(model, &circles);
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++)
        status = circle_type(model, circles, kept, t);
    lc_reach_circles_free(circles);
    return status;
}

static lc_status run_network(lc_reach_model *model, size_t number, bool draw, lc_reach_kept *kept)
{
    const lc_reach_measure *measure = lc_reach_measure_at(model, number);
    lc_reach_walk walk;
    lc_status status = lc_reach_walk_init(model, measure, &walk);
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++) {
        if (!lc_reach_is_kept(model, kept, number, t))
            status = lc_reach_walk_type(model, &walk, number, t, kept);
        model->done++;
    }
    if (status == LC_OK && draw)
        status = lc_reach_draw_streets(model, &walk, measure);
    lc_reach_walk_clear(&walk);
    return status;
}

/* Maps show the first measure of each mode: the profile that targets use. */
static lc_status run_measures(lc_reach_model *model, lc_reach_kept *kept)
{
    bool circle_drawn = false, network_drawn = false;
    lc_status status = run_circles(model, kept);
    for (size_t i = 0; status == LC_OK && i < model->measures.count; i++) {
        const lc_reach_measure *measure = lc_reach_measure_at(model, i);
        if (measure->is_network) {
            status = run_network(model, i, !network_drawn, kept);
            network_drawn = true;
            continue;
        }
        if (!circle_drawn)
            status = lc_reach_draw_circles(model, measure);
        circle_drawn = true;
        model->done += model->types.count;
    }
    return status;
}

lc_status lc_reach_run_on(lc_store *store, const lc_streets *streets)
{
    lc_reach_model model;
    lc_reach_kept kept = {0};
    lc_status status = lc_reach_model_load(store, streets, LC_REACH_COUNTING, &model);
    if (status == LC_OK)
        status = forget_shapes(store);
    if (status == LC_OK)
        status = lc_reach_keep(&model, &kept);
    model.total = (model.measures.count + 1) * model.types.count;
    if (status == LC_OK)
        status = run_measures(&model, &kept);
    if (status == LC_OK)
        status = lc_reach_keep_basis(&model, &kept);
    lc_reach_kept_clear(&kept);
    lc_reach_model_clear(&model);
    return status;
}

lc_status lc_reach_run(lc_store *store)
{
    return lc_reach_run_on(store, NULL);
}
