#include "gio/sheet.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gio/packed.h"
#include "gio/path.h"
#include "gio/quiet.h"

/* A parser scans an unfinished element anew with each piece: past so many bytes without any, what
 * stands there is no sheet. */
enum { MERGES_MAX = 1000000, ATTRIBUTE_MAX = 512, SILENT_BYTES_MAX = 10 << 20 };

typedef struct walk {
    lc_ctx *ctx;
    XML_Parser parser;
    lc_status status;
    int64_t silent_bytes; /* since the last element or text */
    /* the workbook and its list of parts */
    const char *name; /* of the sheet */
    char id[ATTRIBUTE_MAX], target[ATTRIBUTE_MAX];
    /* the sheet */
    gio_sheet *sheet;
    int64_t row;
    bool hidden, has_formula, has_value, in_value, has_shared_text;
    char cell[16];
} walk;

/* The name of an element or attribute without its prefix. */
static const char *bare(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(bare(attributes[0]), name) == 0)
            return attributes[1];
    return "";
}

static void in_any(void *user, const char *element, const char **attributes)
{
    (void)element;
    (void)attributes;
    ((walk *)user)->silent_bytes = 0;
}

static void in_workbook(void *user, const char *element, const char **attributes)
{
    walk *w = user;
    w->silent_bytes = 0;
    if (strcmp(bare(element), "sheet") == 0 && strcmp(attribute(attributes, "name"), w->name) == 0)
        lc_text_cut(w->id, sizeof w->id, attribute(attributes, "id"));
}

static void in_relations(void *user, const char *element, const char **attributes)
{
    walk *w = user;
    w->silent_bytes = 0;
    if (strcmp(bare(element), "Relationship") == 0 &&
        strcmp(attribute(attributes, "Id"), w->id) == 0)
        lc_text_cut(w->target, sizeof w->target, attribute(attributes, "Target"));
}

/* "B12": the column from 0 and the row. False when it is none. */
static bool read_cell(const char **at, size_t *column, int64_t *row)
{
    *column = 0;
    *row = 0;
    const char *begin = *at;
    for (; **at >= 'A' && **at <= 'Z' && *at - begin < 4; ++*at)
        *column = *column * 26 + (size_t)(**at - 'A' + 1);
    for (; **at >= '0' && **at <= '9' && *row < 100000000; ++*at)
        *row = *row * 10 + (**at - '0');
    if (*column == 0 || *row == 0)
        return false;
    --*column;
    return true;
}

static void add_merge(walk *w, const char *range)
{
    gio_merge merge;
    size_t column;
    const char *at = range;
    if (w->sheet->merges.count >= MERGES_MAX || !read_cell(&at, &merge.column, &merge.first_row) ||
        *at++ != ':' || !read_cell(&at, &column, &merge.last_row) ||
        merge.last_row <= merge.first_row)
        return;
    gio_merge *slot = lc_array_push(w->ctx, &w->sheet->merges);
    if (slot != NULL)
        *slot = merge;
    else
        w->status = LC_MEMORY;
}

static void begin_row(walk *w, const char **attributes)
{
    const char *hidden = attribute(attributes, "hidden");
    w->row = strtoll(attribute(attributes, "r"), NULL, 10);
    w->hidden = strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0;
}

static void in_sheet(void *user, const char *element, const char **attributes)
{
    walk *w = user;
    const char *name = bare(element);
    w->silent_bytes = 0;
    if (strcmp(name, "row") == 0) {
        begin_row(w, attributes);
    } else if (strcmp(name, "c") == 0) {
        w->has_formula = false;
        /* a result that is a text may be empty */
        w->has_value = strcmp(attribute(attributes, "t"), "str") == 0;
        w->has_shared_text = w->has_shared_text || strcmp(attribute(attributes, "t"), "s") == 0;
        lc_text_cut(w->cell, sizeof w->cell, attribute(attributes, "r"));
    } else if (strcmp(name, "f") == 0) {
        w->has_formula = true;
    } else if (strcmp(name, "v") == 0 || strcmp(name, "is") == 0) {
        w->in_value = true;
    } else if (strcmp(name, "mergeCell") == 0) {
        add_merge(w, attribute(attributes, "ref"));
    }
    if (w->status != LC_OK)
        (void)XML_StopParser(w->parser, XML_FALSE);
}

static void characters(void *user, const char *text, int size)
{
    (void)text;
    walk *w = user;
    w->silent_bytes = 0;
    w->has_value = w->has_value || (w->in_value && size > 0);
}

static void out_of_sheet(void *user, const char *element)
{
    walk *w = user;
    gio_sheet *sheet = w->sheet;
    w->in_value = false;
    if (strcmp(bare(element), "c") != 0)
        return;
    if (w->has_value && w->hidden) {
        sheet->first_hidden = sheet->hidden_rows++ == 0 ? w->row : sheet->first_hidden;
        w->hidden = false; /* counted */
    }
    if (w->has_formula && !w->has_value && sheet->unsolved++ == 0)
        (void)snprintf(sheet->first_unsolved, sizeof sheet->first_unsolved, "%s", w->cell);
}

/* None of these parts has one; entities that multiply live there. */
static void refuse_doctype(void *user, const char *name, const char *system, const char *public,
                           int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    (void)XML_StopParser(((walk *)user)->parser, XML_FALSE);
}

/* False where the part breaks off or is no part of a workbook. */
static bool feed_parser(walk *w, VSILFILE *file)
{
    enum { PIECE = 1 << 16 };
    bool whole = true;
    w->silent_bytes = 0;
    for (bool last = false; whole && !last && w->status == LC_OK;) {
        void *piece = XML_GetBuffer(w->parser, PIECE);
        size_t size = piece != NULL ? VSIFReadL(piece, 1, PIECE, file) : 0;
        last = size < PIECE;
        w->silent_bytes += (int64_t)size;
        if (piece == NULL)
            w->status = lc_fail_memory(w->ctx);
        else
            whole = XML_ParseBuffer(w->parser, (int)size, last) == XML_STATUS_OK &&
                    w->silent_bytes <= SILENT_BYTES_MAX;
        if (lc_cancelled(w->ctx))
            w->status = lc_tick(w->ctx, 0, 0);
    }
    return whole;
}

static bool parse_part(walk *w, VSILFILE *file, XML_StartElementHandler begin,
                       XML_EndElementHandler end)
{
    bool whole = true;
    w->parser = XML_ParserCreate(NULL);
    if (w->parser == NULL) {
        w->status = lc_fail_memory(w->ctx);
        return true;
    }
    XML_SetUserData(w->parser, w);
    XML_SetElementHandler(w->parser, begin, end);
    XML_SetCharacterDataHandler(w->parser, characters);
    XML_SetStartDoctypeDeclHandler(w->parser, refuse_doctype);
    whole = feed_parser(w, file);
    XML_ParserFree(w->parser);
    return whole;
}

/* Walks through one part of the workbook; LC_INPUT when it is not whole. GDAL takes the rows up to
 * the break for all of them. */
static void walk_part(walk *w, const char *path, const char *part, bool needed,
                      XML_StartElementHandler begin, XML_EndElementHandler end)
{
    if (w->status != LC_OK)
        return;
    char *archive = gio_packed_inside(w->ctx, path);
    char *name = archive != NULL ? lc_format(w->ctx, "%s/%s", archive, part) : NULL;
    VSILFILE *file = name != NULL ? VSIFOpenL(name, "rb") : NULL;
    bool whole = file != NULL ? parse_part(w, file, begin, end) : !needed;
    if (name == NULL)
        w->status = LC_MEMORY;
    else if (!whole && w->status == LC_OK)
        w->status = gio_path_fail_damaged(w->ctx, path, part);
    if (file != NULL)
        (void)VSIFCloseL(file);
    free(name);
    free(archive);
}

static int by_first_row(const void *a, const void *b)
{
    const gio_merge *left = a, *right = b;
    return left->first_row != right->first_row ? (left->first_row < right->first_row ? -1 : 1)
           : left->column < right->column      ? -1
                                               : left->column > right->column;
}

static void walk_sheet(walk *w, const char *path)
{
    bool absolute = w->target[0] == '/';
    char *part = lc_format(w->ctx, "%s%s", absolute ? "" : "xl/", w->target + absolute);
    if (part != NULL)
        walk_part(w, path, part, true, in_sheet, out_of_sheet);
    else
        w->status = LC_MEMORY;
    free(part);
}

lc_status gio_sheet_read(lc_ctx *ctx, const char *path, const char *name, gio_sheet *sheet)
{
    walk w = {.ctx = ctx, .name = name, .sheet = sheet};
    gio_quiet quiet;
    *sheet = (gio_sheet){.hidden_rows = 0};
    lc_array_init(&sheet->merges, sizeof(gio_merge));
    gio_quiet_begin(&quiet);
    walk_part(&w, path, "xl/workbook.xml", true, in_workbook, NULL);
    walk_part(&w, path, "xl/_rels/workbook.xml.rels", true, in_relations, NULL);
    if (w.status == LC_OK && w.target[0] != '\0')
        walk_sheet(&w, path);
    walk_part(&w, path, "xl/sharedStrings.xml", w.has_shared_text, in_any, NULL);
    walk_part(&w, path, "xl/styles.xml", false, in_any, NULL);
    gio_quiet_end(&quiet);
    if (sheet->merges.count > 0)
        qsort(sheet->merges.items, sheet->merges.count, sizeof(gio_merge), by_first_row);
    return w.status;
}

lc_status gio_sheet_check_ods(lc_ctx *ctx, const char *path)
{
    walk w = {.ctx = ctx};
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    walk_part(&w, path, "content.xml", true, in_any, NULL);
    gio_quiet_end(&quiet);
    return w.status;
}

void gio_sheet_clear(gio_sheet *sheet)
{
    lc_array_clear(&sheet->merges);
}
