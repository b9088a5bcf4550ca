#include "run/explain_words.h"

#include <string.h>

typedef struct word {
    const char *code, *words;
} word;

static const char *find_words(const lc_ctx *ctx, const word *words, size_t count, const char *code)
{
    for (size_t i = 0; code != NULL && i < count; i++)
        if (strcmp(words[i].code, code) == 0)
            return lc_tr(ctx, words[i].words);
    return code != NULL ? code : "";
}

const char *lc_explain_class_words(const lc_ctx *ctx, const char *road_class)
{
    static const word words[] = {
        {"motorway", LC_N("motorway")},
        {"motorway_link", LC_N("motorway slip road")},
        {"trunk", LC_N("trunk road")},
        {"trunk_link", LC_N("trunk slip road")},
        {"primary", LC_N("primary road")},
        {"primary_link", LC_N("primary slip road")},
        {"secondary", LC_N("secondary road")},
        {"secondary_link", LC_N("secondary slip road")},
        {"tertiary", LC_N("tertiary road")},
        {"tertiary_link", LC_N("tertiary slip road")},
        {"unclassified", LC_N("minor road")},
        {"residential", LC_N("residential street")},
        {"living_street", LC_N("living street")},
        {"service", LC_N("service road")},
        {"pedestrian", LC_N("pedestrian street")},
        {"footway", LC_N("footway")},
        {"path", LC_N("path")},
        {"track", LC_N("track")},
        {"cycleway", LC_N("cycleway")},
        {"bridleway", LC_N("bridleway")},
        {"busway", LC_N("busway")},
        {"corridor", LC_N("corridor")},
        {"platform", LC_N("platform")},
        {"construction", LC_N("under construction")},
        {"proposed", LC_N("planned only")},
        {"steps", LC_N("steps")},
        {"elevator", LC_N("lift")},
        {"crossing", LC_N("crossing")},
        {"ferry", LC_N("ferry")},
        {"area", LC_N("across a square")},
        {"ends_only", LC_N("private, for the ends of a walk")},
        {"gate", LC_N("gate")},
        {"barrier", LC_N("barrier")},
    };
    return find_words(ctx, words, sizeof words / sizeof *words, road_class);
}

const char *lc_explain_kind_words(const lc_ctx *ctx, const char *kind)
{
    static const word words[] = {
        {"water", LC_N("water")}, {"railway", LC_N("railway")}, {"expressway", LC_N("expressway")},
        {"wall", LC_N("wall")},   {"barrier", LC_N("barrier")},
    };
    return find_words(ctx, words, sizeof words / sizeof *words, kind);
}

static const char *find_code(const char *const *codes, size_t count, unsigned i)
{
    return i < count ? codes[i] : "";
}

const char *lc_explain_verdict_words(const lc_explanation *e, lc_explain_verdict verdict)
{
    bool both = e->profile.circle != 0 && e->profile.network != 0;
    switch (verdict) {
    case LC_COVERED_BY_ALL:
        return lc_tr(e->ctx, both ? LC_N("covered both ways") : LC_N("covered"));
    case LC_COVERED_BY_CIRCLE:
        return lc_tr(e->ctx, LC_N("covered by the circle only, not on foot"));
    case LC_COVERED_BY_WALK:
        return lc_tr(e->ctx, LC_N("covered on foot only, not by the circle"));
    case LC_COVERED_BY_NONE:
    default:
        return lc_tr(e->ctx, LC_N("not covered"));
    }
}

const char *lc_explain_verdict_code(lc_explain_verdict verdict)
{
    static const char *const codes[] = {"covered", "circle_only", "walk_only", "not_covered"};
    return find_code(codes, sizeof codes / sizeof *codes, verdict);
}

const char *lc_explain_closed_words(const lc_ctx *ctx, lc_explain_closed closed)
{
    static const char *const words[] = {
        LC_N("nobody walks here"), LC_N("walked only where a walk begins or ends"),
        LC_N("steps, which this profile does not take"), LC_N("walked in one direction only"),
        LC_N("closed across the street")};
    return (size_t)closed < sizeof words / sizeof *words ? lc_tr(ctx, words[closed]) : "";
}

const char *lc_explain_closed_code(lc_explain_closed closed)
{
    static const char *const codes[] = {"rule", "ends_only", "steps", "one_way", "node"};
    return find_code(codes, sizeof codes / sizeof *codes, closed);
}

const char *lc_explain_snap_code(lc_explain_snap snap)
{
    static const char *const codes[] = {"no_network", "ok", "far", "unsnapped"};
    return find_code(codes, sizeof codes / sizeof *codes, snap);
}

const char *lc_explain_leg_code(lc_explain_kind kind)
{
    static const char *const codes[] = {"to_street", "street", "from_street"};
    return find_code(codes, sizeof codes / sizeof *codes, kind);
}

const char *lc_explain_flag_code(uint16_t flags, size_t i)
{
    static const struct {
        unsigned flag;
        const char *code;
    } known[] = {{LC_PIECE_STEPS, "steps"},       {LC_PIECE_ENDS_ONLY, "ends_only"},
                 {LC_PIECE_ELEVATOR, "elevator"}, {LC_PIECE_CROSSING, "crossing"},
                 {LC_PIECE_FERRY, "ferry"},       {LC_PIECE_AREA, "area"}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if ((flags & known[k].flag) != 0 && i-- == 0)
            return known[k].code;
    return NULL;
}

const char *lc_explain_stop_code(uint16_t stops, size_t i)
{
    static const char *const codes[] = {
        [LC_NODE_GATE] = "gate", [LC_NODE_CROSSING] = "crossing", [LC_NODE_ELEVATOR] = "elevator"};
    for (size_t kind = 0; kind < sizeof codes / sizeof *codes; kind++)
        if ((stops & 1U << kind) != 0 && codes[kind] != NULL && i-- == 0)
            return codes[kind];
    return NULL;
}
