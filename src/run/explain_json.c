/* The explanation for programs: whole numbers as they were summed, codes beside words. */
#include <math.h>

#include "run/explain_words.h"

/* Adds `"key": ` with what stands between members. */
static void key(lc_text *text, bool first, const char *name)
{
    lc_text_addf(text, "%s\"%s\": ", first ? "" : ", ", name);
}

static void add_text(lc_text *text, bool first, const char *name, const char *value)
{
    key(text, first, name);
    lc_text_add_json(text, value);
}

static void add_number(lc_text *text, bool first, const char *name, double value)
{
    key(text, first, name);
    lc_text_add_number(text, value, "null");
}

static void add_whole(lc_text *text, bool first, const char *name, int64_t value)
{
    key(text, first, name);
    lc_text_addf(text, "%lld", (long long)value);
}

static void add_truth(lc_text *text, const char *name, bool value)
{
    key(text, false, name);
    lc_text_add(text, value ? "true" : "false");
}

/* Nine decimals are a tenth of a millimetre. */
static void add_place(lc_text *text, bool first, lc_lonlat at)
{
    lc_text_addf(text, "%s\"lon_deg\": %.9f, \"lat_deg\": %.9f", first ? "" : ", ", at.lon_deg,
                 at.lat_deg);
}

static void add_street(lc_text *text, bool first, const lc_explain_street *street)
{
    add_text(text, first, "street", street->name);
    add_text(text, false, "class", street->road_class);
}

static double minutes(const lc_explanation *e, uint32_t cost_mm)
{
    return (double)cost_mm / 1000 / e->profile.speed_mps / 60;
}

static double limit_min(const lc_explanation *e, size_t limit)
{
    return limit == LC_TRACE_BEYOND ? NAN : lc_trace_limit_min(e->trace, limit);
}

static void add_head(const lc_explanation *e, lc_text *text)
{
    add_text(text, true, "study", e->title);
    add_text(text, false, "as_of", e->as_of);
    lc_text_add(text, ",\n\"at\": {");
    add_place(text, true, e->at);
    lc_text_add(text, "},\n\"regions\": [");
    for (size_t i = 0; i < e->regions.count; i++) {
        const lc_explain_region *region = lc_array_at(&e->regions, i);
        lc_text_add(text, i > 0 ? ", {" : "{");
        add_text(text, true, "level", region->level);
        add_text(text, false, "code", region->code);
        add_text(text, false, "name", region->name);
        lc_text_add(text, "}");
    }
    lc_text_add(text, "],\n\"profile\": {");
    add_text(text, true, "code", e->profile.code);
    add_text(text, false, "name", e->profile.name);
    add_number(text, false, "speed_mps", e->profile.speed_mps);
    add_truth(text, "circle", e->profile.circle != 0);
    add_truth(text, "network", e->profile.network != 0);
    lc_text_add(text, "},\n\"limits\": [");
    for (size_t i = 0; i < lc_trace_limit_count(e->trace); i++) {
        lc_text_add(text, i > 0 ? ", {" : "{");
        add_number(text, true, "limit_min", lc_trace_limit_min(e->trace, i));
        add_whole(text, false, "limit_mm", lc_trace_limit_mm(e->trace, i));
        lc_text_add(text, "}");
    }
    lc_text_add(text, "]");
    add_number(text, false, "horizon_min", e->horizon_min);
}

static void add_join(const lc_explanation *e, lc_text *text)
{
    const lc_explain_join *join = &e->join;
    lc_text_add(text, ",\n\"join\": {");
    add_text(text, true, "status", lc_explain_snap_code(join->snap));
    if (join->snap != LC_SNAP_NO_NETWORK) {
        add_truth(text, "blocked", join->blocked);
        add_whole(text, false, "leg_mm", join->leg_mm);
    }
    if (join->snap == LC_SNAP_OK || join->snap == LC_SNAP_FAR) {
        add_street(text, false, &join->street);
        add_place(text, false, join->at);
    }
    lc_text_add(text, "}");
}

static void add_end(const lc_explanation *e, lc_text *text, const char *name,
                    const lc_explain_end *end)
{
    lc_text_add(text, ",\n  ");
    key(text, true, name);
    if (!end->end.found) {
        lc_text_add(text, "null");
        return;
    }
    lc_text_add(text, "{");
    add_whole(text, true, "facility_id", end->end.facility_id);
    add_text(text, false, "code", end->code);
    add_text(text, false, "name", end->name);
    add_whole(text, false, "cost_mm", end->end.cost_mm);
    add_number(text, false, "walk_min", end->end.walk_min);
    add_number(text, false, "limit_min", limit_min(e, end->end.limit));
    add_place(text, false, end->end.at);
    lc_text_add(text, "}");
}

static void add_barriers(const lc_explain_type *type, lc_text *text)
{
    lc_text_add(text, ",\n  \"barriers\": [");
    for (size_t i = 0; i < type->barriers.count; i++) {
        const lc_explain_barrier *barrier = lc_array_at(&type->barriers, i);
        lc_text_add(text, i > 0 ? ", {" : "{");
        add_text(text, true, "kind", barrier->kind);
        add_text(text, false, "name", barrier->name);
        add_truth(text, "blocks", barrier->blocks);
        lc_text_add(text, "}");
    }
    lc_text_add(text, "]");
}

typedef const char *code_fn(uint16_t bits, size_t i);

static void add_codes(lc_text *text, const char *name, code_fn *code_of, uint16_t bits)
{
    const char *code;
    key(text, false, name);
    lc_text_add(text, "[");
    for (size_t i = 0; (code = code_of(bits, i)) != NULL; i++) {
        lc_text_add(text, i > 0 ? ", " : "");
        lc_text_add_json(text, code);
    }
    lc_text_add(text, "]");
}

static void add_leg(const lc_explanation *e, const lc_explain_leg *leg, lc_text *text)
{
    add_text(text, true, "kind", lc_explain_leg_code(leg->kind));
    add_street(text, false, &leg->street);
    add_codes(text, "what", lc_explain_flag_code, leg->flags);
    add_codes(text, "waits_at", lc_explain_stop_code, leg->stops);
    add_whole(text, false, "length_mm", (int64_t)leg->length_mm);
    add_whole(text, false, "cost_mm", leg->cost_mm);
    add_whole(text, false, "wait_mm", leg->wait_mm);
    add_whole(text, false, "total_mm", leg->total_mm);
    add_number(text, false, "total_min", minutes(e, leg->total_mm));
}

static void add_way(const lc_explanation *e, const lc_explain_type *type, lc_text *text)
{
    lc_text_add(text, ",\n  \"legs\": [");
    for (size_t i = 0; i < type->legs.count; i++) {
        lc_text_add(text, i > 0 ? ",\n    {" : "\n    {");
        add_leg(e, lc_explain_leg_at(type, i), text);
        lc_text_add(text, "}");
    }
    lc_text_add(text, "],\n  \"limits_end\": [");
    for (size_t i = 0; i < type->marks.count; i++) {
        const lc_explain_mark *mark = lc_explain_mark_at(type, i);
        lc_text_add(text, i > 0 ? ", {" : "{");
        add_number(text, true, "limit_min", limit_min(e, mark->limit));
        add_whole(text, false, "leg", (int64_t)mark->leg);
        add_whole(text, false, "along_mm", (int64_t)mark->along_mm);
        add_place(text, false, *(const lc_lonlat *)lc_array_at(&type->xy, mark->vertex));
        lc_text_add(text, "}");
    }
    lc_text_add(text, "]");
}

static void add_type(const lc_explanation *e, const lc_explain_type *type, lc_text *text)
{
    lc_text_add(text, "\n {");
    add_text(text, true, "type", type->code);
    add_text(text, false, "name", type->name);
    add_whole(text, false, "facilities", type->counting);
    add_text(text, false, "verdict", lc_explain_verdict_code(type->verdict));
    add_end(e, text, "circle", &type->circle);
    add_end(e, text, "walk", &type->walk);
    add_barriers(type, text);
    if (e->whole)
        add_way(e, type, text);
    lc_text_add(text, "}");
}

static void add_near(const lc_explain_near *near, lc_text *text)
{
    add_text(text, true, "closed", lc_explain_closed_code(near->closed));
    add_street(text, false, &near->street);
    add_text(text, false, "rule", near->rule);
    add_text(text, false, "words", near->words);
    add_number(text, false, "distance_m", round(near->distance_m * 1000) / 1000);
}

lc_status lc_explain_json(const lc_explanation *e, lc_text *text)
{
    lc_text_add(text, "{");
    add_head(e, text);
    add_join(e, text);
    lc_text_add(text, ",\n\"types\": [");
    for (size_t i = 0; i < e->types.count; i++) {
        lc_text_add(text, i > 0 ? "," : "");
        add_type(e, lc_explain_type_at(e, i), text);
    }
    lc_text_add(text, "\n],\n\"closed_nearby\": [");
    for (size_t i = 0; i < e->near.count; i++) {
        lc_text_add(text, i > 0 ? ",\n {" : "\n {");
        add_near(lc_explain_near_at(e, i), text);
        lc_text_add(text, "}");
    }
    lc_text_addf(text, "],\n\"closed_nearby_left_out\": %zu}\n", e->near_left);
    return lc_text_status(text);
}
