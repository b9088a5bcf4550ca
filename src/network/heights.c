#include "network/heights.h"

#include <math.h>
#include <stdlib.h>

#include "crs/crs.h"
#include "gio/gio.h"

/* No ground that people walk lies outside: voids that the file does not mark (-32768) are none. */
static const double LOWEST_M = -1000, HIGHEST_M = 10000;

/* A row of cells in memory. */
typedef struct row {
    double *values;
    int number; /* -1: none */
} row;

typedef struct sampling {
    lc_ctx *ctx;
    lc_raster *raster;
    int width, height;
    double *x, *y; /* centres of a row's cells; scratch */
    double origin_x, origin_y, column_x, column_y, row_x, row_y; /* centre of cell 0,0; steps */
    row rows[2];
} sampling;

static lc_status load_row(sampling *s, row *r, int number)
{
    r->number = number;
    lc_status status = lc_raster_row(s->raster, number, r->values, s->x, s->y);
    for (int i = 0; status == LC_OK && i < s->width; i++)
        if (r->values[i] < LOWEST_M || r->values[i] > HIGHEST_M)
            r->values[i] = NAN;
    return status;
}

/* Where the cells are: from the centres of three of them. */
static lc_status find_grid(sampling *s)
{
    lc_status status = load_row(s, &s->rows[0], 0);
    s->origin_x = s->x[0];
    s->origin_y = s->y[0];
    s->column_x = s->x[1] - s->x[0];
    s->column_y = s->y[1] - s->y[0];
    if (status == LC_OK)
        status = load_row(s, &s->rows[1], 1);
    s->row_x = s->x[0] - s->origin_x;
    s->row_y = s->y[0] - s->origin_y;
    return status;
}

static lc_status open_grid(sampling *s, const char *path, const char *written, lc_crs **crs)
{
    lc_status status = lc_raster_open(s->ctx, path, 1, &s->raster);
    if (status != LC_OK)
        return status;
    const lc_raster_info *info = lc_raster_info_of(s->raster);
    s->width = info->width;
    s->height = info->height;
    if (info->crs_wkt == NULL)
        return lc_fail(s->ctx, LC_INPUT,
                       "%s: does not say which coordinate system its cells are in; write it into "
                       "the file (gdal_edit.py -a_srs EPSG:4326, or what is true).",
                       written);
    if (s->width < 2 || s->height < 2)
        return lc_fail(s->ctx, LC_INPUT, "%s: has %d x %d cells; heights need at least 2 x 2.",
                       written, s->width, s->height);
    s->x = lc_alloc(s->ctx, (size_t)s->width, sizeof *s->x);
    s->y = lc_alloc(s->ctx, (size_t)s->width, sizeof *s->y);
    for (int i = 0; i < 2; i++) {
        s->rows[i].values = lc_alloc(s->ctx, (size_t)s->width, sizeof *s->rows[i].values);
        if (s->x == NULL || s->y == NULL || s->rows[i].values == NULL)
            return LC_MEMORY;
    }
    status = find_grid(s);
    return status == LC_OK ? lc_crs_open(s->ctx, info->crs_wkt, crs) : status;
}

/* Position in the raster's system to columns and rows, cell centres at whole numbers; NaN for what
 * is off the raster. The outermost half cell is drawn to the centres. */
static void to_cells(const sampling *s, lc_lonlat *places, size_t count)
{
    double span = s->column_x * s->row_y - s->column_y * s->row_x;
    for (size_t i = 0; i < count; i++) {
        double x = places[i].lon_deg - s->origin_x, y = places[i].lat_deg - s->origin_y;
        double column = (x * s->row_y - y * s->row_x) / span;
        double line = (y * s->column_x - x * s->column_y) / span;
        bool on =
            column >= -0.5 && column <= s->width - 0.5 && line >= -0.5 && line <= s->height - 0.5;
        places[i].lon_deg = on ? fmin(fmax(column, 0), s->width - 1) : (double)NAN;
        places[i].lat_deg = on ? fmin(fmax(line, 0), s->height - 1) : (double)NAN;
    }
}

static int upper_row(const sampling *s, lc_lonlat cell)
{
    int line = (int)floor(cell.lat_deg);
    return line < s->height - 1 ? line : s->height - 2;
}

/* Places on the raster by their upper row: a counting sort. *order is yours. */
static lc_status sort_by_row(const sampling *s, const lc_lonlat *cells, size_t count,
                             uint32_t **order, size_t *on)
{
    size_t *start = lc_alloc(s->ctx, (size_t)s->height + 1, sizeof *start);
    *order = lc_alloc(s->ctx, count, sizeof **order);
    if (start == NULL || *order == NULL) {
        free(start);
        return LC_MEMORY;
    }
    for (size_t i = 0; i < count; i++)
        if (!isnan(cells[i].lat_deg))
            start[upper_row(s, cells[i]) + 1]++;
    for (int r = 0; r < s->height; r++)
        start[r + 1] += start[r];
    *on = start[s->height];
    for (size_t i = 0; i < count; i++)
        if (!isnan(cells[i].lat_deg))
            (*order)[start[upper_row(s, cells[i])]++] = (uint32_t)i;
    free(start);
    return LC_OK;
}

/* rows[0] becomes row `upper` and rows[1] the one below. */
static lc_status load_rows(sampling *s, int upper)
{
    if (s->rows[0].number == upper)
        return LC_OK;
    if (s->rows[1].number == upper) {
        row swap = s->rows[0];
        s->rows[0] = s->rows[1];
        s->rows[1] = swap;
    } else {
        lc_status status = load_row(s, &s->rows[0], upper);
        if (status != LC_OK)
            return status;
    }
    return load_row(s, &s->rows[1], upper + 1);
}

/* What a cell adds; one without data counts only where it has weight. */
static double part(double weight, double value)
{
    return weight > 0 ? weight * value : 0;
}

static double height_at(const sampling *s, lc_lonlat cell)
{
    int left = (int)floor(cell.lon_deg);
    left = left < s->width - 1 ? left : s->width - 2;
    double east = cell.lon_deg - left, south = cell.lat_deg - s->rows[0].number;
    const double *up = s->rows[0].values + left, *down = s->rows[1].values + left;
    return part((1 - east) * (1 - south), up[0]) + part(east * (1 - south), up[1]) +
           part((1 - east) * south, down[0]) + part(east * south, down[1]);
}

static lc_status sample(sampling *s, const lc_lonlat *cells, size_t count, double *height_m)
{
    uint32_t *order = NULL;
    size_t on = 0;
    lc_status status = sort_by_row(s, cells, count, &order, &on);
    for (size_t i = 0; status == LC_OK && i < on; i++) {
        lc_lonlat cell = cells[order[i]];
        status = load_rows(s, upper_row(s, cell));
        if (status == LC_OK)
            height_m[order[i]] = height_at(s, cell);
    }
    free(order);
    return status;
}

lc_status lc_heights_read(lc_ctx *ctx, const char *path, const char *written,
                          const lc_lonlat *places, size_t count, double *height_m, char **crs_name)
{
    sampling s = {.ctx = ctx, .rows = {{NULL, -1}, {NULL, -1}}};
    lc_crs *crs = NULL;
    *crs_name = NULL;
    lc_lonlat *cells = lc_alloc(ctx, count, sizeof *cells);
    lc_status status = cells != NULL ? open_grid(&s, path, written, &crs) : LC_MEMORY;
    if (status == LC_OK) {
        for (size_t i = 0; i < count; i++) {
            cells[i] = places[i];
            height_m[i] = NAN;
        }
        status = lc_crs_from_wgs84(ctx, crs, &cells->lon_deg, &cells->lat_deg, count, 2);
    }
    if (status == LC_OK) {
        to_cells(&s, cells, count);
        status = sample(&s, cells, count, height_m);
    }
    if (status == LC_OK && (*crs_name = lc_strdup(ctx, lc_crs_name(crs))) == NULL)
        status = LC_MEMORY;
    free(cells);
    free(s.x);
    free(s.y);
    free(s.rows[0].values);
    free(s.rows[1].values);
    lc_crs_close(crs);
    lc_raster_close(s.raster);
    return status;
}
