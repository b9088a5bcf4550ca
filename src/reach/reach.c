#include "reach/reach.h"

#include "reach/internal.h"

static lc_status forget(lc_store *store)
{
    static const char *const queries[] = {"reach/delete_nearest", "reach/delete_count",
                                          "reach/delete_service_circle",
                                          "reach/delete_service_street"};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof queries / sizeof *queries; i++)
        status = lc_store_run(store, queries[i]);
    return status;
}

static lc_status run_network(lc_reach_model *model, const lc_reach_measure *measure, bool draw,
                             lc_reach_rows *rows)
{
    lc_reach_walk walk;
    lc_status status = lc_reach_walk_init(model, measure, &walk);
    if (status == LC_OK)
        status = lc_reach_walk_write(model, &walk, measure, rows);
    if (status == LC_OK && draw)
        status = lc_reach_draw_streets(model, &walk, measure);
    lc_reach_walk_clear(&walk);
    return status;
}

/* Maps show the first measure of each mode: the profile that targets use. */
static lc_status run_measures(lc_reach_model *model, lc_reach_circles *circles, lc_reach_rows *rows)
{
    bool circle_drawn = false, network_drawn = false;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < model->measures.count; i++) {
        const lc_reach_measure *measure = lc_reach_measure_at(model, i);
        if (measure->is_network) {
            status = run_network(model, measure, !network_drawn, rows);
            network_drawn = true;
            continue;
        }
        status = lc_reach_circles_write(model, circles, measure, rows);
        if (status == LC_OK && !circle_drawn)
            status = lc_reach_draw_circles(model, measure);
        circle_drawn = true;
    }
    return status;
}

lc_status lc_reach_run(lc_store *store)
{
    lc_reach_model model;
    lc_reach_rows rows = {0};
    lc_reach_circles *circles = NULL;
    lc_status status = lc_reach_model_load(store, &model);
    if (status == LC_OK)
        status = forget(store);
    if (status == LC_OK)
        status = lc_reach_rows_open(&model, &rows);
    /* Finding the circles counts like one measure. */
    model.total = (model.measures.count + 1) * model.types.count;
    if (status == LC_OK)
        status = lc_reach_circles_find(&model, &circles);
    if (status == LC_OK)
        status = run_measures(&model, circles, &rows);
    lc_reach_circles_free(circles);
    lc_reach_rows_close(&rows);
    lc_reach_model_clear(&model);
    return status;
}
