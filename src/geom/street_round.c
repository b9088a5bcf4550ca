/* The rounds at the corners of lines: the circle's 32 corners and those of the bars that meet
 * there, so that a bar's sides run into its rounds without a step, and a street's end cut short
 * anywhere lies within the street. */
#include "geom/street.h"

/* Which half of the turn, from east counter-clockwise. */
static int half(lc_spot a)
{
    return a.y < 0 || (a.y == 0 && a.x < 0);
}

static bool before(lc_spot a, lc_spot b)
{
    if (half(a) != half(b))
        return half(a) < half(b);
    return lc_cross(a, b) > 0;
}

/* The circle and the bars' corners by angle. */
static lc_spot *fan_of(lc_street_area *area, uint32_t corner, size_t *count)
{
    const uint32_t *start = area->bars_start.items, *at = area->bars_at.items;
    area->fan.count = 0;
    *count = LC_ROUND_CORNERS + 2 * (size_t)(start[corner + 1] - start[corner]);
    lc_spot *fan = lc_array_push_many(area->ctx, &area->fan, *count);
    if (fan == NULL)
        return NULL;
    size_t n = 0;
    for (; n < LC_ROUND_CORNERS; n++)
        fan[n] = area->circle[n];
    for (uint32_t k = start[corner]; k < start[corner + 1]; k++) {
        lc_spot side = ((const lc_bar *)area->bars.items)[at[k]].side;
        for (int turn = 0; turn < 2; turn++, n++) {
            size_t i = n;
            for (; i > 0 && before(side, fan[i - 1]); i--)
                fan[i] = fan[i - 1];
            fan[i] = side;
            side = (lc_spot){-side.x, -side.y};
        }
    }
    return fan;
}

static bool turns_left(lc_spot a, lc_spot b, lc_spot c)
{
    return lc_cross(lc_minus(b, a), lc_minus(c, b)) > 0;
}

/* Leaves out what rounding to the lattice has bent inwards (Graham 1972; the fan begins with the
 * circle's easternmost corner, which no other can outdo). */
static size_t convex(lc_spot *fan, size_t count)
{
    size_t n = 1;
    for (size_t i = 1; i < count; i++) {
        if (fan[i].x == fan[n - 1].x && fan[i].y == fan[n - 1].y)
            continue;
        while (n > 1 && !turns_left(fan[n - 2], fan[n - 1], fan[i]))
            n--;
        fan[n++] = fan[i];
    }
    while (n > 2 && !turns_left(fan[n - 2], fan[n - 1], fan[0]))
        n--;
    return n;
}

bool lc_street_rounds(lc_street_area *area)
{
    area->round_start.count = area->rounds.count = area->edges.count = 0;
    uint32_t *start = lc_array_push_many(area->ctx, &area->round_start, area->corners.count + 1);
    if (start == NULL)
        return false;
    start[0] = 0;
    for (uint32_t c = 0; c < area->corners.count; c++) {
        size_t count;
        lc_spot *fan = fan_of(area, c, &count);
        if (fan == NULL)
            return false;
        count = convex(fan, count);
        lc_spot *round = lc_array_push_many(area->ctx, &area->rounds, count);
        if (round == NULL)
            return false;
        lc_round_edge *edge = lc_array_push_many(area->ctx, &area->edges, count);
        if (edge == NULL)
            return false;
        for (size_t i = 0; i < count; i++) {
            lc_spot along = lc_minus(fan[i + 1 < count ? i + 1 : 0], fan[i]);
            round[i] = fan[i];
            edge[i] =
                (lc_round_edge){(double)along.x, (double)along.y, (double)lc_cross(along, fan[i])};
        }
        start[c + 1] = (uint32_t)area->rounds.count;
    }
    return true;
}
