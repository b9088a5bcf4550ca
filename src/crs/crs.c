/* Coordinate systems by name, and positions out of them into WGS-84. */
#include "crs/crs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "crs/proj_context.h"

typedef enum crs_kind { KIND_PROJ, KIND_GCJ02, KIND_BD09 } crs_kind;

struct lc_crs {
    crs_kind kind;
    PJ_CONTEXT *proj; /* NULL for the offset systems */
    PJ *operation;    /* to lon/lat on WGS-84, x before y on both sides */
    char *name;
    bool degrees;
    lc_proj_complaint complaint;
};

/* Names that planners write and PROJ does not know. */
static const struct {
    const char *alias;
    crs_kind kind;
    const char *proj;
} aliases[] = {
    {"gcj02", KIND_GCJ02, NULL},
    {"gcj02ll", KIND_GCJ02, NULL},
    {"火星坐标", KIND_GCJ02, NULL},
    {"火星坐标系", KIND_GCJ02, NULL},
    {"bd09", KIND_BD09, NULL},
    {"bd09ll", KIND_BD09, NULL},
    {"百度坐标", KIND_BD09, NULL},
    {"百度坐标系", KIND_BD09, NULL},
    {"wgs84", KIND_PROJ, "EPSG:4326"},
    {"cgcs2000", KIND_PROJ, "EPSG:4490"},
    {"国家2000", KIND_PROJ, "EPSG:4490"},
    {"2000国家大地坐标系", KIND_PROJ, "EPSG:4490"},
};

/* "epsg 4326", "EPSG：4326" and "4326" -> "EPSG:4326"; NULL when the text is none of these. Free
 * with free(). */
static char *epsg_code(lc_ctx *ctx, const char *text)
{
    static const char wide_colon[] = "：";
    if (strncasecmp(text, "epsg", 4) == 0) {
        text += 4;
        while (*text == ' ' || *text == ':' ||
               strncmp(text, wide_colon, sizeof wide_colon - 1) == 0)
            text += *text == ' ' || *text == ':' ? 1 : sizeof wide_colon - 1;
    }
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || text[digits] != '\0')
        return NULL;
    return lc_format(ctx, "EPSG:%s", text);
}

/* A PROJ text names an operation unless it says that it means a system. */
static bool is_proj_text(const char *text)
{
    return strchr(text, '[') == NULL &&
           (strncmp(text, "proj=", 5) == 0 || strstr(text, "+proj=") != NULL ||
            strstr(text, "+init=") != NULL);
}

/* True for a text that PROJ would look up among the names of its database, where it also takes
 * parts of names ("foo" finds Amersfoort). */
static bool is_bare_name(const char *text)
{
    return !is_proj_text(text) && strpbrk(text, ":[{") == NULL;
}

/* The first characters of a long text, for messages. */
typedef struct excerpt {
    char text[96];
} excerpt;
static excerpt cut(const char *text)
{
    excerpt out;
    size_t size = strlen(text);
    if (size < sizeof out.text) {
        memcpy(out.text, text, size + 1);
        return out;
    }
    size = sizeof out.text - 4;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    memcpy(out.text, text, size);
    memcpy(out.text + size, "...", 4);
    return out;
}

static lc_status fail_unknown(lc_ctx *ctx, const char *definition, const lc_proj_complaint *why)
{
    const char *reason =
        why->text[0] != '\0' ? why->text : lc_tr(ctx, LC_N("no system bears this name"));
    return lc_fail(ctx, LC_INPUT,
                   "The coordinate system \"%s\" is not known (%s). Give an EPSG code such as "
                   "EPSG:4549, WKT, a PROJ text, gcj02 or bd09.",
                   cut(definition).text, reason);
}

/* The horizontal part of a compound system in place of it. */
static void drop_heights(PJ_CONTEXT *proj, PJ **crs)
{
    if (proj_get_type(*crs) != PJ_TYPE_COMPOUND_CRS)
        return;
    PJ *horizontal = proj_crs_get_sub_crs(proj, *crs, 0);
    proj_destroy(*crs);
    *crs = horizontal;
}

/* The system below a "bound" one (one that carries its own shift to WGS-84). Yours. */
static PJ *unbound(PJ_CONTEXT *proj, const PJ *crs)
{
    return proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(proj, crs)
                                                   : proj_clone(proj, crs);
}

static bool is_horizontal(PJ_TYPE type)
{
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS ||
           type == PJ_TYPE_PROJECTED_CRS || type == PJ_TYPE_OTHER_CRS;
}

static bool has_degrees(PJ_CONTEXT *proj, const PJ *crs)
{
    PJ_TYPE type = proj_get_type(crs);
    if (type != PJ_TYPE_GEOGRAPHIC_2D_CRS && type != PJ_TYPE_GEOGRAPHIC_3D_CRS)
        return false;
    PJ *axes = proj_crs_get_coordinate_system(proj, crs);
    double to_rad = 0;
    if (axes != NULL)
        (void)proj_cs_get_axis_info(proj, axes, 0, NULL, NULL, NULL, &to_rad, NULL, NULL, NULL);
    proj_destroy(axes);
    return fabs(to_rad * 180 / M_PI - 1) < 1e-6;
}

/* Systems on old ellipsoids (Beijing 1954, Xian 1980) lie some hundred metres off; without a
 * published shift nobody can bring them right, and the planner must know. */
static void warn_of_old_datum(lc_ctx *ctx, const lc_crs *crs, const PJ *base)
{
    PJ *ellipsoid = proj_get_ellipsoid(crs->proj, base);
    double semi_major_m = 6378137;
    if (ellipsoid != NULL)
        (void)proj_ellipsoid_get_parameters(crs->proj, ellipsoid, &semi_major_m, NULL, NULL, NULL);
    proj_destroy(ellipsoid);
    if (fabs(semi_major_m - 6378137) > 1 &&
        proj_coordoperation_has_ballpark_transformation(crs->proj, crs->operation) == 1)
        lc_log(ctx, LC_LOG_WARNING,
               "No published shift leads from %s to WGS-84: its positions are taken as they are "
               "and may lie 100 m or more off. Ask for the data in CGCS2000.",
               crs->name);
}

/* "EPSG:4549", or the system's own name, or the text it was made from. */
static char *name_of(lc_ctx *ctx, const PJ *crs, const char *definition)
{
    const char *authority = proj_get_id_auth_name(crs, 0);
    const char *code = proj_get_id_code(crs, 0);
    if (authority != NULL && code != NULL)
        return lc_format(ctx, "%s:%s", authority, code);
    const char *name = proj_get_name(crs);
    if (name != NULL && name[0] != '\0' && strcmp(name, "unknown") != 0)
        return lc_strdup(ctx, name);
    return lc_strdup(ctx, cut(definition).text);
}

/* The operation that takes `base` to WGS-84, easting or longitude first on both sides; NULL when
 * PROJ finds none. */
static PJ *operation_from(PJ_CONTEXT *proj, const PJ *crs)
{
    PJ *target = proj_create(proj, "OGC:CRS84");
    PJ *raw = target != NULL ? proj_create_crs_to_crs_from_pj(proj, crs, target, NULL, NULL) : NULL;
    PJ *operation = raw != NULL ? proj_normalize_for_visualization(proj, raw) : NULL;
    proj_destroy(raw);
    proj_destroy(target);
    return operation;
}

/* The system as PROJ understands `text`; *out is yours. */
static lc_status create_system(lc_ctx *ctx, lc_crs *crs, const char *definition, const char *text,
                               PJ **out)
{
    bool untyped = is_proj_text(text) && strstr(text, "type=crs") == NULL;
    char *typed = untyped ? lc_format(ctx, "%s +type=crs", text) : lc_strdup(ctx, text);
    if (typed == NULL)
        return LC_MEMORY;
    *out = proj_create(crs->proj, typed);
    free(typed);
    if (*out == NULL || (is_bare_name(text) && !lc_text_same_name(text, proj_get_name(*out))))
        return fail_unknown(ctx, definition, &crs->complaint);
    return LC_OK;
}

/* Finds the way from `system` to WGS-84; `base` is the system without a shift of its own. */
static lc_status connect(lc_ctx *ctx, lc_crs *crs, const char *definition, const PJ *system,
                         const PJ *base)
{
    if (base == NULL || !is_horizontal(proj_get_type(base)))
        return lc_fail(ctx, LC_INPUT,
                       "The coordinate system \"%s\" gives no positions on a map (it is one of "
                       "heights, a local one, or none at all). Choose a geographic or projected "
                       "one such as EPSG:4490 or EPSG:4549.",
                       cut(definition).text);
    crs->degrees = has_degrees(crs->proj, base);
    crs->operation = operation_from(crs->proj, system);
    if (crs->operation == NULL)
        return lc_fail(ctx, LC_INPUT,
                       "No way leads from the coordinate system \"%s\" to WGS-84 (%s). Convert "
                       "the data to EPSG:4490 first.",
                       cut(definition).text, crs->complaint.text);
    warn_of_old_datum(ctx, crs, base);
    return LC_OK;
}

static lc_status open_with_proj(lc_ctx *ctx, lc_crs *crs, const char *definition, const char *text)
{
    PJ *system = NULL, *base = NULL;
    if ((crs->proj = lc_proj_context(ctx, &crs->complaint)) == NULL)
        return LC_MEMORY;
    if (proj_context_get_database_path(crs->proj) == NULL)
        return lc_fail(ctx, LC_UNSUPPORTED,
                       "PROJ's database proj.db is not found: install the package proj-data, or "
                       "let PROJ_DATA name the folder that holds it.");
    lc_status status = create_system(ctx, crs, definition, text, &system);
    if (status == LC_OK && (crs->name = name_of(ctx, system, definition)) == NULL)
        status = LC_MEMORY;
    if (status == LC_OK) {
        drop_heights(crs->proj, &system);
        base = system != NULL ? unbound(crs->proj, system) : NULL;
        status = connect(ctx, crs, definition, system, base);
    }
    proj_destroy(base);
    proj_destroy(system);
    return status;
}

static lc_status open_offset(lc_ctx *ctx, lc_crs *crs, crs_kind kind)
{
    crs->kind = kind;
    crs->degrees = true;
    crs->name = lc_strdup(ctx, kind == KIND_GCJ02 ? "GCJ-02" : "BD-09");
    return crs->name != NULL ? LC_OK : LC_MEMORY;
}

static lc_status open_named(lc_ctx *ctx, lc_crs *crs, const char *definition)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (!lc_text_same_name(definition, aliases[i].alias))
            continue;
        if (aliases[i].kind != KIND_PROJ)
            return open_offset(ctx, crs, aliases[i].kind);
        return open_with_proj(ctx, crs, definition, aliases[i].proj);
    }
    char *code = epsg_code(ctx, definition);
    lc_status status = open_with_proj(ctx, crs, definition, code != NULL ? code : definition);
    free(code);
    return status;
}

lc_status lc_crs_open(lc_ctx *ctx, const char *definition, lc_crs **out)
{
    *out = NULL;
    if (lc_text_blank(definition))
        return lc_fail(ctx, LC_INPUT,
                       "No coordinate system is given. Name one: an EPSG code such as EPSG:4549, "
                       "WKT, a PROJ text, gcj02 or bd09.");
    char *text = lc_strdup(ctx, definition);
    lc_crs *crs = lc_alloc(ctx, 1, sizeof *crs);
    lc_status status =
        text != NULL && crs != NULL ? open_named(ctx, crs, lc_text_trim(text)) : LC_MEMORY;
    free(text);
    if (status == LC_OK)
        *out = crs;
    else
        lc_crs_close(crs);
    return status;
}

void lc_crs_close(lc_crs *crs)
{
    if (crs == NULL)
        return;
    proj_destroy(crs->operation);
    if (crs->proj != NULL)
        proj_context_destroy(crs->proj);
    free(crs->name);
    free(crs);
}

const char *lc_crs_name(const lc_crs *crs)
{
    return crs->name;
}

bool lc_crs_is_geographic(const lc_crs *crs)
{
    return crs->degrees;
}

lc_status lc_crs_to_wgs84(lc_ctx *ctx, lc_crs *crs, double *x, double *y, size_t count,
                          size_t stride)
{
    (void)ctx;
    if (crs->kind == KIND_PROJ) {
        lc_proj_transform(crs->operation, PJ_FWD, x, y, count, stride, true);
        return LC_OK;
    }
    for (size_t i = 0; i < count * stride; i += stride) {
        lc_lonlat from = {x[i], y[i]};
        lc_tidy_degrees(&from.lon_deg, &from.lat_deg);
        lc_lonlat to =
            crs->kind == KIND_GCJ02 ? lc_wgs84_from_gcj02(from) : lc_wgs84_from_bd09(from);
        x[i] = to.lon_deg;
        y[i] = to.lat_deg;
    }
    return LC_OK;
}

lc_status lc_crs_from_wgs84(lc_ctx *ctx, lc_crs *crs, double *x, double *y, size_t count,
                            size_t stride)
{
    (void)ctx;
    if (crs->kind == KIND_PROJ) {
        lc_proj_transform(crs->operation, PJ_INV, x, y, count, stride, false);
        return LC_OK;
    }
    for (size_t i = 0; i < count * stride; i += stride) {
        lc_lonlat from = {x[i], y[i]};
        lc_lonlat to =
            crs->kind == KIND_GCJ02 ? lc_gcj02_from_wgs84(from) : lc_bd09_from_wgs84(from);
        x[i] = to.lon_deg;
        y[i] = to.lat_deg;
    }
    return LC_OK;
}
