/* The explanation in words. Figures of the way are rounded as sums, so that what is printed adds
 * up. */
#include <math.h>
#include <string.h>

#include "run/explain_words.h"

typedef struct teller {
    const lc_explanation *e;
    lc_ctx *ctx;
    lc_text *text;
} teller;

static double metres(uint64_t mm)
{
    return (double)mm / 1000;
}

static double minutes(const teller *t, double mm)
{
    return mm / 1000 / t->e->profile.speed_mps / 60;
}

/* What is added to a rounded sum, so that rounded parts add up to the rounded whole. */
static double rounded_part(double before, double after, double unit)
{
    return (round(after / unit) - round(before / unit)) * unit;
}

/* --- the place --- */

static void tell_place(teller *t)
{
    const lc_explanation *e = t->e;
    if (e->title != NULL && e->title[0] != '\0')
        lc_text_addf(t->text, "%s\n", e->title);
    lc_text_addf(t->text, lc_tr(t->ctx, "Place: %.7f, %.7f (WGS-84)\n"), e->at.lon_deg,
                 e->at.lat_deg);
    if (e->regions.count == 0) {
        lc_text_add(t->text, lc_tr(t->ctx, "This place lies in none of the study's regions.\n"));
        return;
    }
    lc_text_add(t->text, lc_tr(t->ctx, "In: "));
    for (size_t i = 0; i < e->regions.count; i++) {
        const lc_explain_region *region = lc_array_at(&e->regions, i);
        lc_text_addf(t->text, lc_tr(t->ctx, "%s%s (%s)"), i > 0 ? lc_tr(t->ctx, ", ") : "",
                     region->name, region->code);
    }
    lc_text_add(t->text, "\n");
}

static void tell_profile(teller *t)
{
    const lc_explanation *e = t->e;
    lc_text_addf(t->text, lc_tr(t->ctx, "Walking: %s (%s), %.3g m/s: "), e->profile.name,
                 e->profile.code, e->profile.speed_mps);
    for (size_t i = 0; i < lc_trace_limit_count(e->trace); i++)
        lc_text_addf(t->text, lc_tr(t->ctx, "%s%g min are %.0f m"),
                     i > 0 ? lc_tr(t->ctx, ", ") : "", lc_trace_limit_min(e->trace, i),
                     metres(lc_trace_limit_mm(e->trace, i)));
    lc_text_add(t->text, "\n");
}

/* One more of what a street is, in brackets. */
static void add_what(teller *t, bool *open, const char *words)
{
    lc_text_add(t->text, *open ? lc_tr(t->ctx, ", ") : lc_tr(t->ctx, " ("));
    lc_text_add(t->text, words);
    *open = true;
}

/* "安巷路 (residential street, steps)"; what has no name is called by what it is. */
static void add_street(teller *t, const lc_explain_street *street, uint16_t flags)
{
    const char *what = lc_explain_class_words(t->ctx, street->road_class), *code;
    bool named = street->name != NULL && street->name[0] != '\0', open = false;
    if (named)
        lc_text_add(t->text, street->name);
    else
        lc_text_add(t->text, what[0] != '\0' ? what : lc_tr(t->ctx, "street without a name"));
    if (named && what[0] != '\0')
        add_what(t, &open, what);
    for (size_t i = 0; (code = lc_explain_flag_code(flags, i)) != NULL; i++)
        if (strcmp(code, street->road_class != NULL ? street->road_class : "") != 0)
            add_what(t, &open, lc_explain_class_words(t->ctx, code));
    lc_text_add(t->text, open ? lc_tr(t->ctx, ")") : "");
}

static void tell_join(teller *t)
{
    const lc_explanation *e = t->e;
    const lc_explain_join *join = &e->join;
    double leg_m = metres((uint64_t)join->leg_mm);
    switch (join->snap) {
    case LC_SNAP_NO_NETWORK:
        lc_text_add(t->text, lc_tr(t->ctx, "The study measures circles only: nobody walks along "
                                           "streets in it.\n"));
        return;
    case LC_SNAP_UNSNAPPED:
        lc_text_addf(t->text,
                     join->blocked
                         ? lc_tr(t->ctx, "Every street within %.0f m lies behind a barrier (the "
                                         "nearest is %.0f m away): no walk begins here.\n")
                         : lc_tr(t->ctx, "No street is within %.0f m (the nearest is %.0f m away): "
                                         "no walk begins here.\n"),
                     e->snap_limit_m, leg_m);
        return;
    case LC_SNAP_OK:
    case LC_SNAP_FAR:
    default:
        lc_text_addf(t->text, lc_tr(t->ctx, "To the street: %.0f m straight to "), leg_m);
        add_street(t, &join->street, 0);
        lc_text_add(t->text, "\n");
    }
    if (join->snap == LC_SNAP_FAR)
        lc_text_addf(t->text,
                     lc_tr(t->ctx, "That is farther than %.0f m; perhaps streets are missing "
                                   "here.\n"),
                     e->snap_warn_m);
    if (join->blocked)
        lc_text_add(t->text, lc_tr(t->ctx, "A nearer street lies behind a barrier, which no "
                                           "straight leg may cross.\n"));
}

/* --- a type in one line --- */

static const char *limit_words(const teller *t, const lc_trace_end *end, char *buffer, size_t size)
{
    size_t count = lc_trace_limit_count(t->e->trace);
    if (count == 0)
        return "";
    bool beyond = end->limit == LC_TRACE_BEYOND;
    double limit_min = lc_trace_limit_min(t->e->trace, beyond ? count - 1 : end->limit);
    (void)lc_print(buffer, size,
                   beyond ? lc_tr(t->ctx, "beyond %g min") : lc_tr(t->ctx, "within %g min"),
                   limit_min);
    return buffer;
}

/* The fewest decimals from `least` on with which a rounded figure stands on the same side of every
 * limit as the exact one: 15.03 min are beyond 15, and so must read. */
static int honest_decimals(const teller *t, double value, bool is_time, int least)
{
    for (int decimals = least; decimals < 6; decimals++) {
        double unit = pow(10, -decimals), rounded = round(value / unit) * unit;
        bool honest = true;
        for (size_t i = 0; i < lc_trace_limit_count(t->e->trace); i++) {
            double limit = is_time ? lc_trace_limit_min(t->e->trace, i)
                                   : metres(lc_trace_limit_mm(t->e->trace, i));
            honest = honest && (value > limit) == (rounded > limit + unit / 1000);
        }
        if (honest)
            return decimals;
    }
    return 6;
}

static const char *facility_name(const lc_explain_end *end)
{
    return end->name != NULL ? end->name : "";
}

static void tell_circle(teller *t, const lc_explain_type *type)
{
    char buffer[64];
    if (t->e->profile.circle == 0)
        return;
    double m = metres(type->circle.end.cost_mm);
    lc_text_addf(t->text, lc_tr(t->ctx, " Circle: %.*f m to %s (%s)."),
                 honest_decimals(t, m, false, 0), m, facility_name(&type->circle),
                 limit_words(t, &type->circle.end, buffer, sizeof buffer));
}

/* Real, unlike what it costs. */
static uint64_t way_length_mm(const lc_explain_type *type)
{
    uint64_t length_mm = 0;
    for (size_t i = 0; i < type->legs.count; i++)
        length_mm += lc_explain_leg_at(type, i)->length_mm;
    return length_mm;
}

static void tell_walk(teller *t, const lc_explain_type *type)
{
    char buffer[64];
    if (t->e->profile.network == 0)
        return;
    double m = metres(way_length_mm(type)), walk_min = type->walk.end.walk_min;
    if (type->walk.end.found)
        lc_text_addf(t->text, lc_tr(t->ctx, " On foot: %.*f min, %.*f m to %s (%s)."),
                     honest_decimals(t, walk_min, true, 1), walk_min,
                     honest_decimals(t, m, false, 0), m, facility_name(&type->walk),
                     limit_words(t, &type->walk.end, buffer, sizeof buffer));
    else if (t->e->join.snap == LC_SNAP_UNSNAPPED)
        lc_text_add(t->text, lc_tr(t->ctx, " On foot: no street near enough."));
    else
        lc_text_addf(t->text, lc_tr(t->ctx, " On foot: none within %g min."), t->e->horizon_min);
}

static void tell_type(teller *t, const lc_explain_type *type)
{
    if (type->counting == 0) {
        lc_text_addf(t->text,
                     lc_tr(t->ctx, "%s (%s): no facility of this type is open on %s; %lld are "
                                   "known that are planned or closed.\n"),
                     type->name, type->code, lc_date_words(t->ctx, t->e->as_of).s,
                     (long long)type->known);
        return;
    }
    lc_text_addf(t->text, lc_tr(t->ctx, "%s (%s): %s."), type->name, type->code,
                 lc_explain_verdict_words(t->e, type->verdict));
    tell_circle(t, type);
    tell_walk(t, type);
    lc_text_add(t->text, "\n");
}

/* --- the way --- */

static void tell_marks(teller *t, const lc_explain_type *type, size_t leg)
{
    for (size_t i = 0; i < type->marks.count; i++) {
        const lc_explain_mark *mark = lc_explain_mark_at(type, i);
        if (mark->leg == leg)
            lc_text_addf(t->text,
                         lc_tr(t->ctx, "       ---- %g min end %.0f m along the leg above ----\n"),
                         lc_trace_limit_min(t->e->trace, mark->limit), metres(mark->along_mm));
    }
}

static void add_wait(teller *t, const lc_explain_leg *leg)
{
    const char *code;
    bool open = false;
    lc_text_addf(t->text, lc_tr(t->ctx, ", of that %.0f s waiting"),
                 metres(leg->wait_mm) / t->e->profile.speed_mps);
    for (size_t i = 0; (code = lc_explain_stop_code(leg->stops, i)) != NULL; i++)
        add_what(t, &open, lc_explain_class_words(t->ctx, code));
    lc_text_add(t->text, open ? lc_tr(t->ctx, ")") : "");
}

static void tell_leg(teller *t, const lc_explain_leg *leg, uint64_t length_before_mm,
                     uint64_t length_after_mm)
{
    double before_min = minutes(t, (double)(leg->total_mm - leg->cost_mm));
    double after_min = minutes(t, leg->total_mm);
    lc_text_addf(t->text, lc_tr(t->ctx, "%7.1f %7.1f %7.0f   "), after_min,
                 rounded_part(before_min, after_min, 0.1),
                 rounded_part(metres(length_before_mm), metres(length_after_mm), 1));
    if (leg->kind == LC_LEG_TO_STREET)
        lc_text_add(t->text, lc_tr(t->ctx, "straight to the street"));
    else if (leg->kind == LC_LEG_FROM_STREET)
        lc_text_add(t->text, lc_tr(t->ctx, "straight from the street to the entrance"));
    else
        add_street(t, &leg->street, leg->flags);
    if (leg->wait_mm > 0)
        add_wait(t, leg);
    lc_text_add(t->text, "\n");
}

static void tell_way(teller *t, const lc_explain_type *type)
{
    uint64_t length_mm = 0;
    if (type->legs.count == 0)
        return;
    lc_text_add(t->text, lc_tr(t->ctx, "\nThe way on foot (minutes so far, minutes, metres):\n"));
    for (size_t i = 0; i < type->legs.count; i++) {
        const lc_explain_leg *leg = lc_explain_leg_at(type, i);
        tell_leg(t, leg, length_mm, length_mm + leg->length_mm);
        tell_marks(t, type, i);
        length_mm += leg->length_mm;
    }
    lc_text_addf(t->text,
                 lc_tr(t->ctx, "In all %.1f min for %.3f m of way. The legs add up exactly: %.3f m "
                               "of level walking.\n"),
                 type->walk.end.walk_min, metres(length_mm), metres(type->walk.end.cost_mm));
}

/* --- why --- */

/* What an uncovered place lacks: a facility, or a shorter way to the one that its circle has. */
static void tell_why(teller *t, const lc_explain_type *type)
{
    const lc_trace_end *circle = &type->circle.end, *walk = &type->walk.end;
    size_t count = lc_trace_limit_count(t->e->trace);
    if (count == 0)
        return;
    double limit_min = lc_trace_limit_min(t->e->trace, count - 1);
    if (type->verdict == LC_COVERED_BY_NONE && circle->found && circle->limit == LC_TRACE_BEYOND)
        lc_text_addf(t->text,
                     lc_tr(t->ctx, "Why: even in a straight line the nearest is farther than %.0f "
                                   "m. What is missing here is a facility rather than a path.\n"),
                     metres(lc_trace_limit_mm(t->e->trace, count - 1)));
    else if (type->verdict == LC_COVERED_BY_CIRCLE && walk->found) {
        int decimals = honest_decimals(t, walk->walk_min, true, 1);
        double unit = pow(10, -decimals);
        lc_text_addf(t->text,
                     lc_tr(t->ctx, "Why: the walk takes %.*f min more than the limit of %g min, "
                                   "though a facility is near enough in a straight line.\n"),
                     decimals, round(walk->walk_min / unit) * unit - limit_min, limit_min);
    }
}

static void tell_barriers(teller *t, const lc_explain_type *type)
{
    if (type->barriers.count == 0)
        return;
    lc_text_addf(t->text, lc_tr(t->ctx, "The straight line to %s crosses: "),
                 facility_name(&type->circle));
    for (size_t i = 0; i < type->barriers.count; i++) {
        const lc_explain_barrier *barrier = lc_array_at(&type->barriers, i);
        const char *kind = lc_explain_kind_words(t->ctx, barrier->kind);
        lc_text_add(t->text, i > 0 ? lc_tr(t->ctx, ", ") : "");
        if (barrier->name != NULL)
            lc_text_addf(t->text, lc_tr(t->ctx, "%s (%s)"), barrier->name, kind);
        else
            lc_text_add(t->text, kind);
    }
    lc_text_add(t->text, "\n");
}

/* How the way on foot and the straight line part: by their lengths on the ground, since what a walk
 * costs holds waits, steps and climbs as well. */
static void tell_detour(teller *t, const lc_explain_type *type)
{
    const lc_trace_end *circle = &type->circle.end, *walk = &type->walk.end;
    if (!circle->found || !walk->found)
        return;
    if (circle->facility_id != walk->facility_id)
        lc_text_addf(t->text,
                     lc_tr(t->ctx,
                           "On foot %s is nearer than %s, which is the nearest in a straight "
                           "line.\n"),
                     facility_name(&type->walk), facility_name(&type->circle));
    else if (circle->cost_mm > 0)
        lc_text_addf(t->text,
                     lc_tr(t->ctx, "The way on foot is %.2f times as long as the straight line.\n"),
                     (double)way_length_mm(type) / circle->cost_mm);
}

static void tell_near(teller *t)
{
    const lc_explanation *e = t->e;
    if (e->near.count == 0)
        return;
    lc_text_addf(t->text, lc_tr(t->ctx, "Within %d m, and of no or little use to walkers:\n"),
                 LC_EXPLAIN_NEAR_M);
    for (size_t i = 0; i < e->near.count; i++) {
        const lc_explain_near *near = lc_explain_near_at(e, i);
        lc_text_addf(t->text, lc_tr(t->ctx, "%7.0f m   "), near->distance_m);
        add_street(t, &near->street, 0);
        lc_text_addf(t->text, lc_tr(t->ctx, ": %s."),
                     lc_explain_closed_words(t->ctx, near->closed));
        if (near->rule != NULL && near->rule[0] != '\0')
            lc_text_addf(t->text, lc_tr(t->ctx, " Rule %s: %s"), near->rule,
                         near->words != NULL ? near->words : "");
        lc_text_add(t->text, "\n");
    }
    if (e->near_left > 0)
        lc_text_addf(t->text, lc_tr(t->ctx, "          and %zu more\n"), e->near_left);
}

static void tell_whole(teller *t, const lc_explain_type *type)
{
    tell_way(t, type);
    lc_text_add(t->text, "\n");
    tell_why(t, type);
    tell_detour(t, type);
    tell_barriers(t, type);
    tell_near(t);
    if (type->barriers.count == 0 && t->e->near.count == 0)
        lc_text_addf(t->text,
                     lc_tr(t->ctx,
                           "No barrier lies on the straight line, and no street within %d m "
                           "is closed.\n"),
                     LC_EXPLAIN_NEAR_M);
}

lc_status lc_explain_text(const lc_explanation *e, lc_text *text)
{
    teller t = {e, e->ctx, text};
    tell_place(&t);
    tell_profile(&t);
    tell_join(&t);
    lc_text_add(text, "\n");
    for (size_t i = 0; i < e->types.count; i++)
        tell_type(&t, lc_explain_type_at(e, i));
    if (e->whole && e->types.count > 0)
        tell_whole(&t, lc_explain_type_at(e, 0));
    else
        tell_near(&t);
    return lc_text_status(text);
}
