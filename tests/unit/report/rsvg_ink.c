#include "rsvg_ink.h"

#include <librsvg/rsvg.h>
#include <string.h>

static GLogWriterOutput count_warning(GLogLevelFlags level, const GLogField *fields, gsize count,
                                      gpointer user)
{
    (void)fields, (void)count;
    *(int *)user += (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0;
    return G_LOG_WRITER_HANDLED;
}

static size_t count_ink(cairo_surface_t *surface)
{
    size_t inked = 0;
    cairo_surface_flush(surface);
    for (int y = 0; y < cairo_image_surface_get_height(surface); y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface) +
                                   (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
        for (int x = 0; x < cairo_image_surface_get_width(surface); x++)
            inked += row[4 * x] != 255 || row[4 * x + 1] != 255 || row[4 * x + 2] != 255;
    }
    return inked;
}

static size_t draw(RsvgHandle *handle, GError **error)
{
    double width = 0, height = 0;
    if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height))
        return 0;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    const RsvgRectangle whole = {.width = width, .height = height};
    size_t inked =
        rsvg_handle_render_document(handle, cairo, &whole, error) ? count_ink(surface) : 0;
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return inked;
}

size_t rsvg_ink(const char *svg, const char *style, int *warnings, const char **trouble)
{
    static int heard;
    static gboolean listening;
    GError *error = NULL;
    size_t inked = 0;
    if (!listening)
        g_log_set_writer_func(count_warning, &heard, NULL);
    listening = TRUE;
    heard = 0;
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg, strlen(svg), &error);
    if (handle != NULL &&
        rsvg_handle_set_stylesheet(handle, (const guint8 *)style, strlen(style), &error))
        inked = draw(handle, &error);
    g_clear_object(&handle);
    *warnings = heard;
    *trouble = error != NULL ? error->message : NULL;
    return inked;
}
