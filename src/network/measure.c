#include "network/measure.h"

#include <math.h>
#include <stdlib.h>

#include "base/base.h"
#include "network/image.h"

/* Is a length that is known to within slack_m so close to half a millimetre that it may be rounded
 * either way? */
static bool is_doubtful(double length_m, double slack_m)
{
    double mm = length_m * 1000, part = mm - floor(mm);
    return !(fabs(part - 0.5) > slack_m * 1000);
}

static int64_t whole_mm(double length_m)
{
    return llround(length_m * 1000);
}

int64_t lc_network_leg_mm(lc_lonlat a, lc_space a_space, lc_lonlat b, lc_space b_space)
{
    double slack_m, leg_m = lc_geodesic_near_m(a_space, b_space, &slack_m);
    return whole_mm(is_doubtful(leg_m, slack_m) ? lc_geodesic_distance_m(a, b) : leg_m);
}

/* One piece: its along_m, and its length in whole millimetres. Added up in the order of the line.
 */
static int64_t measure_piece(const lc_lonlat *line, size_t count, double *along_m)
{
    double slack_m = 0;
    lc_space last = lc_space_at(line[0]);
    along_m[0] = 0;
    for (size_t i = 1; i < count; i++) {
        lc_space here = lc_space_at(line[i]);
        double step_slack_m, step_m = lc_geodesic_near_m(last, here, &step_slack_m);
        if (isinf(step_slack_m)) {
            step_m = lc_geodesic_distance_m(line[i - 1], line[i]);
            step_slack_m = 1e-7;
        }
        along_m[i] = along_m[i - 1] + step_m;
        slack_m += step_slack_m;
        last = here;
    }
    double length_m = along_m[count - 1];
    return whole_mm(is_doubtful(length_m, slack_m) ? lc_geodesic_length_m(line, count) : length_m);
}

lc_status lc_network_measure(lc_ctx *ctx, const lc_streets *streets, lc_piece *pieces,
                             double *along_m)
{
    uint32_t too_long = UINT32_MAX; /* the first such piece */
#pragma omp parallel for num_threads(lc_ctx_threads(ctx)) schedule(static) reduction(min : too_long)
    for (uint32_t p = 0; p < streets->piece_count; p++) {
        uint32_t first = pieces[p].first_vertex, end = pieces[p + 1].first_vertex;
        int64_t length_mm = measure_piece(streets->vertices + first, end - first, along_m + first);
        if (length_mm >= UINT32_MAX && p < too_long)
            too_long = p;
        pieces[p].length_mm = (uint32_t)length_mm;
    }
    if (too_long == UINT32_MAX)
        return LC_OK;
    uint32_t first = pieces[too_long].first_vertex, end = pieces[too_long + 1].first_vertex;
    lc_lonlat from = streets->vertices[first], to = streets->vertices[end - 1];
    return lc_fail(ctx, LC_INPUT,
                   "A street has a stretch longer than 4000 km without a junction, from %.5f,%.5f "
                   "to %.5f,%.5f (longitude, latitude); check its coordinates and crs:.",
                   from.lon_deg, from.lat_deg, to.lon_deg, to.lat_deg);
}

static double exact_offset_m(const lc_network *network, uint32_t piece, uint32_t vertex,
                             lc_lonlat at)
{
    const lc_streets *s = &network->streets;
    uint32_t first = s->pieces[piece].first_vertex;
    return lc_geodesic_length_m(s->vertices + first, vertex - first + 1) +
           lc_geodesic_distance_m(s->vertices[vertex], at);
}

uint32_t lc_network_offset_mm(const lc_network *network, uint32_t piece, uint32_t vertex,
                              double share, lc_lonlat at, lc_space at_space)
{
    const lc_streets *s = &network->streets;
    const lc_piece *p = &s->pieces[piece];
    if (share >= 1 && vertex + 2 == p[1].first_vertex)
        return p->length_mm;
    double slack_m,
        step_m = lc_geodesic_near_m(lc_space_at(s->vertices[vertex]), at_space, &slack_m);
    double offset_m = network->along_m[vertex] + step_m;
    /* What measure_piece may have been off by: enough for segments up to 20 km. */
    slack_m += 1e-7 * (1 + (vertex - p->first_vertex)) + network->along_m[vertex] * 1e-8;
    if (offset_m > 20000 || is_doubtful(offset_m, slack_m))
        offset_m = exact_offset_m(network, piece, vertex, at);
    int64_t offset_mm = whole_mm(offset_m);
    return offset_mm < p->length_mm ? (uint32_t)offset_mm : p->length_mm;
}
