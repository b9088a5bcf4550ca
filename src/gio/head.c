#include "gio/head.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

lc_status gio_head_add(gio_head *head, const char *const *texts, size_t count, int64_t row)
{
    assert(head->count < GIO_HEAD_MAX);
    gio_head_row *added = &head->rows[head->count++];
    *added = (gio_head_row){lc_alloc(head->ctx, count, sizeof *added->texts), count, row};
    if (added->texts == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        added->texts[i] = lc_strdup(head->ctx, texts[i]);
        if (texts[i] != NULL && added->texts[i] == NULL)
            return LC_MEMORY;
    }
    return LC_OK;
}

void gio_head_clear(gio_head *head)
{
    for (size_t r = 0; r < head->count; r++) {
        for (size_t i = 0; head->rows[r].texts != NULL && i < head->rows[r].count; i++)
            free(head->rows[r].texts[i]);
        free(head->rows[r].texts);
    }
    head->count = 0;
}

static const char *text_at(const gio_head *head, size_t r, size_t i)
{
    return r < head->count && i < head->rows[r].count ? head->rows[r].texts[i] : NULL;
}

size_t gio_head_width(const gio_head *head)
{
    size_t width = head->names < head->count ? head->rows[head->names].count : 0;
    if (head->two && head->rows[head->names + 1].count > width)
        width = head->rows[head->names + 1].count;
    return width;
}

/* What stands over a column: the text there, or of the group to its left. */
static const char *group_of(const gio_head *head, size_t i)
{
    const char *text = text_at(head, head->names, i);
    while (text == NULL && i > 0)
        text = text_at(head, head->names, --i);
    return text;
}

char *gio_head_name(const gio_head *head, size_t i)
{
    const char *top = text_at(head, head->names, i);
    const char *below = head->two ? text_at(head, head->names + 1, i) : NULL;
    if (below == NULL)
        return lc_strdup(head->ctx, top);
    top = group_of(head, i);
    if (top == NULL || strcmp(top, below) == 0)
        return lc_strdup(head->ctx, below);
    return lc_format(head->ctx, "%s %s", top, below);
}

/* Do the texts of row r + 1 divide groups of columns that row r names? A group reaches over a
 * column that has no name of its own; other columns have nothing below. A row of data has figures.
 */
static bool goes_on(const gio_head *head, size_t r)
{
    bool group = false, single = false;
    double number;
    if (r + 1 >= head->count || head->rows[r + 1].row != head->rows[r].row + 1)
        return false;
    for (size_t i = 0; i < head->rows[r + 1].count; i++) {
        const char *top = text_at(head, r, i), *below = text_at(head, r + 1, i);
        if (below != NULL && lc_text_number(below, &number))
            return false;
        single = single || (top != NULL && below == NULL);
        group = group || (top != NULL && below != NULL && text_at(head, r, i + 1) == NULL &&
                          text_at(head, r + 1, i + 1) != NULL);
    }
    return group && single;
}

static size_t score_of(const gio_head *head, size_t r, lc_names_fn *fn, void *user)
{
    const gio_head_row *row = &head->rows[r];
    const char **names = lc_alloc(head->ctx, row->count, sizeof *names);
    size_t score = 0;
    for (size_t i = 0; names != NULL && i < row->count; i++)
        names[i] = row->texts[i] != NULL ? row->texts[i] : "";
    if (names != NULL)
        score = fn(user, names, row->count);
    free(names);
    return score;
}

void gio_head_choose(gio_head *head, lc_names_fn *fn, void *user)
{
    size_t scores[GIO_HEAD_MAX] = {0}, best = 0;
    head->names = 0;
    head->two = false;
    if (fn == NULL)
        return;
    for (size_t r = 0; r < head->count; r++) {
        scores[r] = score_of(head, r, fn, user);
        best = scores[r] > best ? scores[r] : best;
    }
    /* One name may stand in a row of data; two are no accident. */
    while (best >= 2 && scores[head->names] * 2 < best)
        head->names++;
    head->two = scores[head->names] > 0 && goes_on(head, head->names);
}
