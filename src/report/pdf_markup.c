#include "report/pdf_markup.h"

#include <string.h>

static size_t name_size(const char *at, const char *end)
{
    size_t size = 0;
    while (at + size < end && strchr(" \t\r\n/>", at[size]) == NULL)
        size++;
    return size;
}

/* Where the tag that begins at `at` ends: its '>', which no attribute has unescaped. */
static const char *tag_end(const char *at, const char *end)
{
    const char *found = memchr(at, '>', (size_t)(end - at));
    return found != NULL ? found : end;
}

bool lc_mark_next(const char **at, const char *end, lc_mark *mark)
{
    *mark = (lc_mark){.from = *at, .name = *at};
    if (*at >= end)
        return false;
    if (**at != '<') {
        const char *next = memchr(*at, '<', (size_t)(end - *at));
        mark->size = (size_t)((next != NULL ? next : end) - *at);
        *at += mark->size;
        return true;
    }
    const char *close = tag_end(*at, end);
    mark->kind = *at + 1 < end && (*at)[1] == '/' ? LC_MARK_CLOSE : LC_MARK_OPEN;
    mark->name = *at + (mark->kind == LC_MARK_CLOSE ? 2 : 1);
    if (mark->name > close)
        mark->name = close;
    mark->size = (size_t)(close - mark->name);
    mark->name_size = name_size(mark->name, close);
    mark->empty = mark->kind == LC_MARK_OPEN && mark->size > 0 && close[-1] == '/';
    *at = close < end ? close + 1 : end;
    return true;
}

bool lc_mark_is(const lc_mark *mark, const char *name)
{
    return mark->kind != LC_MARK_TEXT && strlen(name) == mark->name_size &&
           strncmp(mark->name, name, mark->name_size) == 0;
}

bool lc_mark_get(const lc_mark *mark, const char *name, const char **value, size_t *size)
{
    const char *at = mark->name + mark->name_size, *end = mark->name + mark->size;
    size_t wanted = strlen(name);
    while (at < end) {
        while (at < end && strchr(" \t\r\n/", *at) != NULL)
            at++;
        const char *equals = memchr(at, '=', (size_t)(end - at));
        if (equals == NULL || equals + 1 >= end || equals[1] != '"')
            return false;
        const char *close = memchr(equals + 2, '"', (size_t)(end - equals - 2));
        if (close == NULL)
            return false;
        if ((size_t)(equals - at) == wanted && strncmp(at, name, wanted) == 0) {
            *value = equals + 2;
            *size = (size_t)(close - *value);
            return true;
        }
        at = close + 1;
    }
    return false;
}

bool lc_mark_has_class(const lc_mark *mark, const char *class)
{
    const char *value;
    size_t size, wanted = strlen(class);
    if (!lc_mark_get(mark, "class", &value, &size))
        return false;
    for (const char *end = value + size; value < end;) {
        const char *space = memchr(value, ' ', (size_t)(end - value));
        size_t word = (size_t)((space != NULL ? space : end) - value);
        if (word == wanted && strncmp(value, class, wanted) == 0)
            return true;
        value += word + 1;
    }
    return false;
}

bool lc_mark_box(const lc_mark *mark, double *width, double *height)
{
    const char *value;
    size_t size;
    char text[64];
    if (!lc_mark_get(mark, "viewBox", &value, &size) || size >= sizeof text)
        return false;
    memcpy(text, value, size);
    text[size] = '\0';
    const char *at = text;
    double numbers[4];
    for (int i = 0; i < 4; i++) {
        at += strspn(at, " ,");
        numbers[i] = lc_read_double(at);
        at += strcspn(at, " ,");
    }
    *width = numbers[2], *height = numbers[3];
    return *width > 0 && *height > 0;
}

void lc_mark_decode(const char *bytes, size_t size, lc_text *out)
{
    static const struct {
        const char *entity, *text;
    } entities[] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"},
    };
    for (size_t i = 0; i < size;) {
        const char *stop = memchr(bytes + i, '&', size - i);
        size_t plain = stop != NULL ? (size_t)(stop - bytes) - i : size - i;
        lc_text_add_bytes(out, bytes + i, plain);
        i += plain;
        if (stop == NULL)
            break;
        size_t skip = 0;
        for (size_t k = 0; k < sizeof entities / sizeof *entities && skip == 0; k++) {
            size_t length = strlen(entities[k].entity);
            if (length <= size - i && strncmp(stop, entities[k].entity, length) == 0) {
                lc_text_add(out, entities[k].text);
                skip = length;
            }
        }
        if (skip == 0)
            lc_text_add_bytes(out, stop, skip = 1);
        i += skip;
    }
}
