/* What the map draws: facilities.js, context.js, streets.js and walked-....js. Shapes are path data
 * on the plane of study.js, as in the drawings of the page. */
#include <stdio.h>
#include <stdlib.h>

#include "report/web.h"

/* --- facilities --- */

/* [type, in use, name, lon, lat, region, address, m2, beds, places, meals, staff, opened]. */
static lc_status add_facility(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_web *web = user;
    lc_web_next(web);
    lc_page_rawf(page, "[%lld,%d,", (long long)lc_stmt_int(stmt, 0), lc_stmt_int(stmt, 1) != 0);
    lc_web_text(web, lc_stmt_text(stmt, 2));
    lc_page_rawf(page, ",%.6f,%.6f,", lc_stmt_double(stmt, 3), lc_stmt_double(stmt, 4));
    lc_web_text(web, lc_stmt_text(stmt, 5));
    lc_page_raw(page, ",");
    lc_web_text(web, lc_stmt_text(stmt, 6));
    for (int i = 7; i < 12; i++) {
        lc_page_raw(page, ",");
        lc_web_number(web, lc_stmt_double(stmt, i));
    }
    lc_page_raw(page, ",");
    const char *opened = lc_stmt_text(stmt, 12);
    lc_web_text(web, opened != NULL ? lc_date_words(page->ctx, opened).s : NULL);
    lc_page_raw(page, "]");
    return LC_OK;
}

/* --- context --- */

/* [kind, name, shape, is it a line]. */
static lc_status add_context(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_web *web = user;
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, 2, &size);
    lc_web_next(web);
    lc_page_raw(page, "[");
    lc_web_text(web, lc_stmt_text(stmt, 0));
    lc_page_raw(page, ",");
    lc_web_text(web, lc_stmt_text(stmt, 1));
    lc_page_raw(page, ",");
    lc_status status = lc_web_shape(web, stmt, 2);
    bool line = wkb != NULL && size > 0 && lc_wkb_shape(wkb, size) == LC_SHAPE_LINE;
    lc_page_rawf(page, ",%d]", line);
    return status;
}

/* [name, has it a centre, outline]. */
static lc_status add_unit(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_web *web = user;
    lc_web_next(web);
    lc_page_raw(page, "[");
    lc_web_text(web, lc_stmt_text(stmt, 0));
    lc_page_rawf(page, ",%d,", lc_stmt_int(stmt, 1) != 0);
    lc_status status = lc_web_shape(web, stmt, 2);
    lc_page_raw(page, "]");
    return status;
}

static lc_status write_rows(lc_web *web, const char *query, lc_page_row_fn *fn)
{
    lc_stmt *stmt = NULL;
    lc_web_list(web, "[");
    lc_status status = lc_page_query(&web->page, query, false, &stmt);
    status = lc_page_each(&web->page, status, stmt, fn, web, NULL);
    lc_page_raw(&web->page, "]");
    return status;
}

static lc_status write_facilities(lc_web *web)
{
    lc_status status = lc_web_open(web, "facilities");
    if (status == LC_OK)
        status = write_rows(web, "report/web_facilities", add_facility);
    return lc_web_close(web, status);
}

static lc_status write_context(lc_web *web)
{
    lc_status status = lc_web_open(web, "context");
    lc_page_raw(&web->page, "{\"besides\":");
    if (status == LC_OK)
        status = write_rows(web, "report/web_context", add_context);
    lc_page_raw(&web->page, ",\n\"units\":");
    if (status == LC_OK)
        status = write_rows(web, "report/web_units", add_unit);
    lc_page_raw(&web->page, "}");
    return lc_web_close(web, status);
}

/* --- streets --- */

/* A blob of doubles lon, lat of every corner. */
static lc_status take_edge(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    lc_status status = LC_OK;
    size_t size = 0;
    const double *xy = lc_stmt_blob(stmt, 0, &size);
    for (size_t i = 0; status == LC_OK && i + 1 < size / sizeof(double[2]); i++)
        status = lc_trails_add_piece(user, (const double[]){xy[2 * i], xy[2 * i + 2]},
                                     (const double[]){xy[2 * i + 1], xy[2 * i + 3]});
    return status;
}

static lc_status take_lines(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, 0, &size);
    return wkb != NULL ? lc_trails_add(user, wkb, size) : LC_OK;
}

/* A file whose value is the path of the streets that a query (may be NULL after a failure) tells.
 */
static lc_status write_trails(lc_web *web, const char *name, lc_status status, lc_stmt *stmt,
                              lc_page_row_fn *fn)
{
    lc_trails trails;
    lc_trails_init(&trails, web->page.ctx, &web->plane);
    status = lc_page_each(&web->page, status, stmt, fn, &trails, NULL);
    if (status == LC_OK)
        status = lc_web_open(web, name);
    lc_page_raw(&web->page, "\"");
    if (status == LC_OK)
        status = lc_trails_write(&trails, web->geom, &web->page.out.text);
    lc_page_raw(&web->page, "\"");
    lc_trails_clear(&trails);
    return lc_web_close(web, status);
}

static lc_status write_streets(lc_web *web)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query(&web->page, "report/web_streets", false, &stmt);
    return write_trails(web, "streets", status, stmt, take_edge);
}

typedef struct walked {
    int64_t measure_id, type_id, limit_id;
} walked;

static lc_status take_walked(lc_page *page, lc_stmt *stmt, void *user)
{
    walked *one = lc_array_push(page->ctx, user);
    if (one == NULL)
        return LC_MEMORY;
    *one = (walked){lc_stmt_int(stmt, 0), lc_stmt_int(stmt, 1), lc_stmt_int(stmt, 2)};
    return LC_OK;
}

static lc_status write_walked(lc_web *web, const walked *one)
{
    char name[96];
    lc_stmt *stmt = NULL;
    (void)snprintf(name, sizeof name, "walked-%lld-%lld-%lld", (long long)one->measure_id,
                   (long long)one->type_id, (long long)one->limit_id);
    lc_status status = lc_page_query(&web->page, "report/web_walked", false, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":measure_id", one->measure_id);
        lc_stmt_bind_int(stmt, ":type_id", one->type_id);
        lc_stmt_bind_int(stmt, ":limit_id", one->limit_id);
    }
    return write_trails(web, name, status, stmt, take_lines);
}

static lc_status write_all_walked(lc_web *web)
{
    lc_array list;
    lc_stmt *stmt = NULL;
    lc_array_init(&list, sizeof(walked));
    lc_status status = lc_page_query(&web->page, "report/web_walked_list", false, &stmt);
    status = lc_page_each(&web->page, status, stmt, take_walked, &list, NULL);
    for (size_t i = 0; status == LC_OK && i < list.count; i++)
        status = write_walked(web, lc_array_at(&list, i));
    lc_array_clear(&list);
    return status;
}

lc_status lc_web_layers(lc_web *web)
{
    lc_status status = write_facilities(web);
    if (status == LC_OK)
        status = write_context(web);
    if (status == LC_OK)
        status = write_streets(web);
    return status == LC_OK ? write_all_walked(web) : status;
}
