/* People from a raster: every cell above 0 is a point of demand at its centre. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "source/people.h"
#include "source/source.h"
#include "source/spread.h"

typedef struct raster_reader {
    lc_people *people;
    const lc_source *source;
    lc_raster *raster;
    lc_crs *crs;
    int64_t input_id, cells, kept, negative, beyond;
    int64_t total_micro;
    size_t group;
    double *values, *x, *y;
} raster_reader;

static lc_status read_cell(raster_reader *r, double value, lc_lonlat at)
{
    bool near = false;
    int64_t region_id = 0, people_micro = llround(value * LC_MICRO);
    r->cells++;
    if (value < 0)
        r->negative++;
    if (people_micro <= 0)
        return LC_OK;
    lc_status status = LC_OK;
    if (isfinite(at.lon_deg) && isfinite(at.lat_deg))
        status = lc_area_locate(r->people->area, at, &near, &region_id);
    if (status != LC_OK || !near) {
        r->beyond += status == LC_OK;
        return status;
    }
    r->kept++;
    r->total_micro += people_micro;
    status = lc_people_write_demand(r->people, r->input_id, at, region_id);
    return status == LC_OK ? lc_people_write_people(r->people, r->group, people_micro) : status;
}

static lc_status read_rows(raster_reader *r)
{
    const lc_raster_info *info = lc_raster_info_of(r->raster);
    size_t width = (size_t)info->width;
    lc_status status = LC_OK;
    for (int row = 0; status == LC_OK && row < info->height; row++) {
        status = lc_tick(r->people->ctx, (uint64_t)row, (uint64_t)info->height);
        if (status == LC_OK)
            status = lc_raster_row(r->raster, row, r->values, r->x, r->y);
        if (status == LC_OK)
            status = lc_crs_to_wgs84(r->people->ctx, r->crs, r->x, r->y, width, 1);
        for (size_t i = 0; status == LC_OK && i < width; i++)
            if (!isnan(r->values[i]))
                status = read_cell(r, r->values[i], (lc_lonlat){r->x[i], r->y[i]});
    }
    return status;
}

static lc_status note_cells(raster_reader *r, const char *code, int64_t cells)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)cells);
    const lc_finding finding = {.code = code,
                                .input_id = r->input_id,
                                .field = r->people->groups[r->group].code,
                                .value = text};
    return cells > 0 ? lc_store_finding_add(r->people->store, &finding) : LC_OK;
}

static lc_status finish(raster_reader *r)
{
    lc_status status = lc_people_write_figure(r->people, r->group, r->total_micro);
    if (status == LC_OK && r->kept == 0)
        status = lc_fail(r->people->ctx, LC_INPUT,
                         "%s: band %d holds no people in the study area; check band: and crs:.",
                         r->source->written, r->source->band);
    if (status == LC_OK)
        status = note_cells(r, "negative_cells", r->negative);
    if (status == LC_OK)
        status = note_cells(r, "rows_beyond_margin", r->beyond);
    if (status == LC_OK)
        status =
            lc_store_input_count(r->people->store, r->input_id, r->cells, r->kept, r->negative);
    return status;
}

static lc_status add_input(raster_reader *r)
{
    char sha256[65];
    lc_input input = {.role = lc_role_name(r->source->role),
                      .path = r->source->written,
                      .crs = lc_crs_name(r->crs),
                      .year = r->source->year,
                      .sha256 = sha256};
    lc_status status = lc_source_sha256(r->people->ctx, r->source->path, sha256, &input.size_bytes);
    return status == LC_OK ? lc_store_input_add(r->people->store, &input, &r->input_id) : status;
}

static lc_status open_raster(raster_reader *r)
{
    lc_ctx *ctx = r->people->ctx;
    if (r->source->group_count != 1)
        return lc_fail(ctx, LC_INPUT,
                       "%s: a raster holds one group of people; write groups: [resident].",
                       r->source->written);
    int band = r->source->band > 0 ? r->source->band : 1;
    lc_status status = lc_raster_open(ctx, r->source->path, band, &r->raster);
    if (status != LC_OK)
        return status;
    const lc_raster_info *info = lc_raster_info_of(r->raster);
    const char *definition = r->source->crs != NULL ? r->source->crs : info->crs_wkt;
    if (definition == NULL)
        return lc_fail(ctx, LC_INPUT,
                       "%s: neither the file nor the study says which coordinate system the "
                       "coordinates are in: add crs: EPSG:4326, EPSG:4549, gcj02 or bd09, "
                       "whichever is true.",
                       r->source->written);
    r->values = lc_alloc(ctx, (size_t)info->width, sizeof *r->values);
    r->x = lc_alloc(ctx, (size_t)info->width, sizeof *r->x);
    r->y = lc_alloc(ctx, (size_t)info->width, sizeof *r->y);
    if (r->values == NULL || r->x == NULL || r->y == NULL)
        return LC_MEMORY;
    return lc_source_crs_open(ctx, r->source, definition, &r->crs);
}

lc_status lc_people_read_raster(lc_people *people, const lc_source *source)
{
    raster_reader r = {.people = people, .source = source};
    lc_status status = open_raster(&r);
    if (status == LC_OK)
        status = lc_people_group_of(people, source, source->groups[0].group, &r.group);
    if (status == LC_OK)
        status = add_input(&r);
    if (status == LC_OK)
        status = lc_people_write_unit(people, r.input_id, 0, NULL, source->written, NULL);
    if (status == LC_OK)
        status = read_rows(&r);
    if (status == LC_OK)
        status = finish(&r);
    lc_raster_close(r.raster);
    lc_crs_close(r.crs);
    free(r.values);
    free(r.x);
    free(r.y);
    return status;
}
