/* The metric plane of a city, and what both kinds of transform share. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "crs/crs.h"
#include "crs/proj_context.h"

struct lc_plane {
    PJ_CONTEXT *proj;
    PJ *operation;
    lc_proj_complaint complaint;
};

static void hear_complaint(void *user, int level, const char *text)
{
    lc_proj_complaint *complaint = user;
    if (level == PJ_LOG_ERROR)
        (void)snprintf(complaint->text, sizeof complaint->text, "%s", text);
}

PJ_CONTEXT *lc_proj_context(lc_ctx *ctx, lc_proj_complaint *complaint)
{
    PJ_CONTEXT *proj = proj_context_create();
    if (proj == NULL) {
        (void)lc_fail_memory(ctx);
        return NULL;
    }
    complaint->text[0] = '\0';
    proj_log_func(proj, complaint, hear_complaint);
    (void)proj_context_set_enable_network(proj, 0);
    return proj;
}

void lc_tidy_degrees(double *lon_deg, double *lat_deg)
{
    if (!(fabs(*lat_deg) <= 90) || !(fabs(*lon_deg) <= 360)) {
        *lon_deg = *lat_deg = NAN;
        return;
    }
    if (*lon_deg > 180)
        *lon_deg -= 360;
    else if (*lon_deg < -180)
        *lon_deg += 360;
}

void lc_proj_transform(PJ *operation, PJ_DIRECTION direction, double *x, double *y, size_t count,
                       size_t stride, bool to_degrees)
{
    if (count == 0)
        return;
    size_t step = stride * sizeof *x;
    (void)proj_trans_generic(operation, direction, x, step, count, y, step, count, NULL, 0, 0, NULL,
                             0, 0);
    for (size_t i = 0; i < count * stride; i += stride) {
        if (!isfinite(x[i]) || !isfinite(y[i]))
            x[i] = y[i] = NAN;
        else if (to_degrees)
            lc_tidy_degrees(&x[i], &y[i]);
    }
    /* One odd position must not taint the next call. */
    (void)proj_errno_reset(operation);
}

/* Degrees as text with a dot whatever the locale, to 1e-9 degree (0.1 mm). */
static void write_degrees(char *out, size_t size, double deg)
{
    long long nano = llround(fabs(deg) * 1e9);
    (void)snprintf(out, size, "%s%lld.%09lld", deg < 0 ? "-" : "", nano / 1000000000,
                   nano % 1000000000);
}

lc_status lc_plane_open(lc_ctx *ctx, lc_lonlat centre, lc_plane **out)
{
    *out = NULL;
    if (!(fabs(centre.lat_deg) <= 90) || !(fabs(centre.lon_deg) <= 360))
        return lc_fail(ctx, LC_INPUT,
                       "No plane can be laid around longitude %.6f, latitude %.6f: this is no "
                       "position on Earth. Check the coordinate system and the order of the axes.",
                       centre.lon_deg, centre.lat_deg);
    char lon[32], lat[32], text[256];
    write_degrees(lon, sizeof lon, centre.lon_deg);
    write_degrees(lat, sizeof lat, centre.lat_deg);
    (void)snprintf(text, sizeof text,
                   "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
                   "+step +proj=tmerc +lat_0=%s +lon_0=%s +k=1 +ellps=WGS84",
                   lat, lon);
    lc_status status = LC_OK;
    lc_plane *plane = lc_alloc(ctx, 1, sizeof *plane);
    if (plane == NULL || (plane->proj = lc_proj_context(ctx, &plane->complaint)) == NULL)
        status = LC_MEMORY;
    else if ((plane->operation = proj_create(plane->proj, text)) == NULL)
        status = plane->complaint.text[0] == '\0'
                     ? lc_fail_memory(ctx) /* PROJ names every other reason */
                     : lc_fail(ctx, LC_INTERNAL, "PROJ cannot lay out a plane: %s",
                               plane->complaint.text);
    if (status == LC_OK)
        *out = plane;
    else
        lc_plane_close(plane);
    return status;
}

void lc_plane_close(lc_plane *plane)
{
    if (plane == NULL)
        return;
    proj_destroy(plane->operation);
    proj_context_destroy(plane->proj);
    free(plane);
}

lc_status lc_plane_forward(lc_ctx *ctx, lc_plane *plane, double *x, double *y, size_t count,
                           size_t stride)
{
    (void)ctx;
    lc_proj_transform(plane->operation, PJ_FWD, x, y, count, stride, false);
    return LC_OK;
}

lc_status lc_plane_inverse(lc_ctx *ctx, lc_plane *plane, double *x, double *y, size_t count,
                           size_t stride)
{
    (void)ctx;
    lc_proj_transform(plane->operation, PJ_INV, x, y, count, stride, true);
    return LC_OK;
}
