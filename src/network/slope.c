#include "network/slope.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"
#include "network/heights.h"
#include "network/image.h"

double lc_network_tobler(double slope)
{
    return exp(3.5 * (fabs(slope + 0.05) - 0.05));
}

static uint16_t factor_pm(double weighted_m, double length_m)
{
    double pm = length_m > 0 ? weighted_m / length_m * LC_LEVEL_PM : LC_LEVEL_PM;
    return (uint16_t)lround(fmin(fmax(pm, LC_SLOPE_LEAST_PM), LC_SLOPE_MOST_PM));
}

void lc_network_line_slopes(const double *along_m, const double *height_m, size_t count,
                            uint16_t *forward_pm, uint16_t *backward_pm)
{
    double there_m = 0, back_m = 0;
    for (size_t i = 1; i < count; i++) {
        double step_m = along_m[i] - along_m[i - 1], climb_m = height_m[i] - height_m[i - 1];
        double slope = step_m > 0 && isfinite(climb_m) ? climb_m / step_m : 0;
        /* A cliff between two vertices must not become infinitely long. */
        slope = fmin(fmax(slope, -1), 1);
        there_m += step_m * lc_network_tobler(slope);
        back_m += step_m * lc_network_tobler(-slope);
    }
    *forward_pm = factor_pm(there_m, along_m[count - 1]);
    *backward_pm = factor_pm(back_m, along_m[count - 1]);
}

static void slope_pieces(lc_network *network, const double *height_m)
{
    enum { LEVEL = LC_PIECE_STEPS | LC_PIECE_ELEVATOR | LC_PIECE_FERRY };
    lc_piece *pieces = lc_image_of(network).pieces;
    for (uint32_t i = 0; i < network->streets.piece_count; i++) {
        uint32_t first = pieces[i].first_vertex;
        if ((pieces[i].flags & LEVEL) == 0)
            lc_network_line_slopes(network->along_m + first, height_m + first,
                                   pieces[i + 1].first_vertex - first, &pieces[i].slope_forward_pm,
                                   &pieces[i].slope_backward_pm);
    }
}

static lc_status record(lc_store *store, const lc_elevation *elevation, const char *crs_name,
                        int64_t vertices, int64_t missing)
{
    char sha256[65], value[24];
    lc_input input = {
        .role = "elevation", .path = elevation->written, .crs = crs_name, .sha256 = sha256};
    int64_t input_id = 0;
    lc_status status =
        lc_file_sha256(lc_store_ctx(store), elevation->path, sha256, &input.size_bytes);
    if (status == LC_OK)
        status = lc_store_input_add(store, &input, &input_id);
    if (status == LC_OK)
        status = lc_store_input_count(store, input_id, vertices, vertices - missing, 0);
    (void)lc_print(value, sizeof value, "%.1f %%", 100.0 * (double)missing / (double)vertices);
    const lc_finding finding = {.code = "no_heights", .input_id = input_id, .value = value};
    return status == LC_OK && missing > 0 ? lc_store_finding_add(store, &finding) : status;
}

lc_status lc_network_climb(lc_store *store, const lc_elevation *elevation, lc_network *network)
{
    const lc_streets *s = &network->streets;
    char *crs_name = NULL;
    int64_t missing = 0;
    double *height_m = lc_alloc(lc_store_ctx(store), s->vertex_count, sizeof *height_m);
    lc_status status =
        height_m == NULL ? LC_MEMORY
                         : lc_heights_read(lc_store_ctx(store), elevation->path, elevation->written,
                                           s->vertices, s->vertex_count, height_m, &crs_name);
    if (status == LC_OK) {
        for (uint32_t i = 0; i < s->vertex_count; i++)
            missing += isnan(height_m[i]);
        slope_pieces(network, height_m);
        status = record(store, elevation, crs_name, s->vertex_count, missing);
    }
    free(crs_name);
    free(height_m);
    return status;
}
