/* The text of a study with other file names in it: everything else, comments too, stays as it was
 * written. */
#include <stdlib.h>
#include <string.h>

#include "study/yaml_reader.h"

/* Bytes of the text that something else takes the place of. */
typedef struct patch {
    size_t begin, end;
    char *text; /* owned */
} patch;

typedef struct rewriter {
    lc_yaml *yaml;
    const char *bytes;
    size_t size;
    lc_array patches;
} rewriter;

/* A mark counts characters; where its bytes begin. A byte-order mark is none of them. */
static size_t offset_of(const rewriter *r, size_t characters)
{
    size_t at = r->size >= 3 && memcmp(r->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (; characters > 0 && at < r->size; characters--) {
        at++;
        while (at < r->size && ((unsigned char)r->bytes[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

static lc_status refuse_anchor(const rewriter *r)
{
    return lc_fail(r->yaml->ctx, LC_UNSUPPORTED,
                   "%s: uses one anchor (&) for several files, of which copies are read "
                   "differently; write each out, then try again.",
                   r->yaml->name);
}

/* Takes the text over as `text`, which becomes the rewriter's. */
static lc_status add_patch(rewriter *r, size_t begin, size_t end, char *text)
{
    patch *p = text != NULL ? lc_array_push(r->yaml->ctx, &r->patches) : NULL;
    if (p == NULL) {
        free(text);
        return LC_MEMORY;
    }
    *p = (patch){begin, end, text};
    return LC_OK;
}

/* A double-quoted scalar: JSON's strings are YAML's. */
static char *quoted(lc_ctx *ctx, const char *raw)
{
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_add_json(&text, raw);
    return lc_text_take(&text);
}

/* Behind the anchor and the tag of a scalar, which stay. */
static size_t behind_properties(const rewriter *r, size_t at)
{
    while (at < r->size && (r->bytes[at] == '&' || r->bytes[at] == '!')) {
        while (at < r->size && strchr(" \t\r\n", r->bytes[at]) == NULL)
            at++;
        while (at < r->size && strchr(" \t\r\n", r->bytes[at]) != NULL)
            at++;
    }
    return at;
}

/* `raw` instead of what is written; NULL: the same again, so that an anchor that stands for this
 * and for something that changes is noticed. */
static lc_status put(rewriter *r, const yaml_node_t *value, const char *raw)
{
    size_t begin = behind_properties(r, offset_of(r, value->start_mark.index));
    size_t end = offset_of(r, value->end_mark.index);
    lc_ctx *ctx = r->yaml->ctx;
    return add_patch(r, begin, end,
                     raw != NULL ? quoted(ctx, raw)
                                 : lc_format(ctx, "%.*s", (int)(end - begin), r->bytes + begin));
}

static bool is_at(const yaml_node_t *node, lc_place place)
{
    lc_place at = lc_yaml_place(node);
    return at.line == place.line && at.column == place.column;
}

/* The scalar that begins at a place, and the mapping that it is a value of. */
static yaml_node_t *find_value(lc_yaml *yaml, lc_place place, yaml_node_t **mapping)
{
    yaml_document_t *document = &yaml->document;
    for (yaml_node_t *m = document->nodes.start; m < document->nodes.top; m++) {
        if (m->type != YAML_MAPPING_NODE)
            continue;
        for (yaml_node_pair_t *pair = m->data.mapping.pairs.start; pair < m->data.mapping.pairs.top;
             pair++) {
            yaml_node_t *value = yaml_document_get_node(document, pair->value);
            if (value == NULL || value->type != YAML_SCALAR_NODE || !is_at(value, place))
                continue;
            *mapping = m;
            return value;
        }
    }
    return NULL;
}

/* Takes a pair out; in a {mapping of one line} with the comma before or behind it. */
static lc_status take_out(rewriter *r, yaml_node_t *mapping, const yaml_node_t *key,
                          const yaml_node_t *value)
{
    size_t begin = key->start_mark.index, end = value->end_mark.index;
    if (value->start_mark.index < key->end_mark.index || end > mapping->end_mark.index ||
        r->bytes[offset_of(r, value->start_mark.index)] == '&')
        return refuse_anchor(r);
    if (mapping->data.mapping.style == YAML_FLOW_MAPPING_STYLE) {
        yaml_node_pair_t *pairs = mapping->data.mapping.pairs.start;
        size_t count = (size_t)(mapping->data.mapping.pairs.top - pairs), i = 0;
        while (yaml_document_get_node(&r->yaml->document, pairs[i].key) != key)
            i++;
        if (i > 0)
            begin = yaml_document_get_node(&r->yaml->document, pairs[i - 1].value)->end_mark.index;
        else if (i + 1 < count)
            end = yaml_document_get_node(&r->yaml->document, pairs[i + 1].key)->start_mark.index;
    }
    if (begin < mapping->start_mark.index || begin > key->start_mark.index || end < begin)
        return refuse_anchor(r); /* the value before is written elsewhere */
    return add_patch(r, offset_of(r, begin), offset_of(r, end), lc_strdup(r->yaml->ctx, ""));
}

/* How the copy is to be read, where the study says it of the original. */
static lc_status put_reading(rewriter *r, yaml_node_t *mapping, const lc_study_edit *edit)
{
    const struct {
        const char *key, *now; /* NULL: the key goes */
        bool changes;
    } keys[] = {{"encoding", "UTF-8", edit->form != LC_EDIT_NAME},
                {"layer", NULL, edit->form == LC_EDIT_TABLE},
                {"sheet", NULL, edit->form == LC_EDIT_TABLE},
                {"crs", "EPSG:4326", edit->form == LC_EDIT_LAYER}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof keys / sizeof *keys; i++) {
        yaml_node_t *value = NULL;
        yaml_node_t *key = lc_yaml_find(r->yaml, mapping, keys[i].key, &value);
        if (key == NULL)
            continue;
        bool goes = keys[i].changes && keys[i].now == NULL;
        status = goes ? take_out(r, mapping, key, value)
                      : put(r, value, keys[i].changes ? keys[i].now : NULL);
    }
    return status;
}

static int by_place(const void *a, const void *b)
{
    const patch *left = a, *right = b;
    return left->begin < right->begin ? -1 : left->begin > right->begin;
}

/* The text with all patches in it. Two that meet come of an anchor: the same words would have to
 * become different ones. */
static lc_status join(rewriter *r, char **out)
{
    lc_text text;
    lc_status status = LC_OK;
    size_t at = 0;
    lc_text_init(&text, r->yaml->ctx);
    if (r->patches.count > 0)
        qsort(r->patches.items, r->patches.count, sizeof(patch), by_place);
    for (size_t i = 0; status == LC_OK && i < r->patches.count; i++) {
        const patch *p = lc_array_at(&r->patches, i);
        const patch *before = i > 0 ? lc_array_at(&r->patches, i - 1) : NULL;
        if (before != NULL && before->begin == p->begin && strcmp(before->text, p->text) == 0)
            continue;
        if (p->begin < at) {
            status = refuse_anchor(r);
            break;
        }
        lc_text_add_bytes(&text, r->bytes + at, p->begin - at);
        lc_text_add(&text, p->text);
        at = p->end;
    }
    lc_text_add_bytes(&text, r->bytes + at, r->size - at);
    *out = lc_text_take(&text);
    if (status != LC_OK || *out == NULL) {
        free(*out);
        *out = NULL;
        return status != LC_OK ? status : LC_MEMORY;
    }
    return LC_OK;
}

static lc_status patch_all(rewriter *r, const lc_study_edit *edits, size_t count)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        yaml_node_t *mapping = NULL;
        yaml_node_t *value = find_value(r->yaml, edits[i].place, &mapping);
        if (value == NULL) /* changed since it was read */
            return lc_fail(r->yaml->ctx, LC_INPUT,
                           "%s: the study file changed while it was read; try again.",
                           r->yaml->name);
        status = put(r, value, edits[i].file);
        if (status == LC_OK)
            status = put_reading(r, mapping, &edits[i]);
    }
    return status;
}

lc_status lc_study_rewrite(lc_ctx *ctx, const lc_study *study, const lc_study_edit *edits,
                           size_t count, char **out)
{
    char *bytes = NULL;
    lc_yaml yaml = {0};
    rewriter r = {.yaml = &yaml};
    *out = NULL;
    lc_array_init(&r.patches, sizeof(patch));
    lc_status status = lc_study_bytes(ctx, study->path, &bytes, &r.size);
    if (status == LC_OK)
        status = lc_yaml_load(&yaml, ctx, study->path, bytes, r.size);
    r.bytes = bytes;
    if (status == LC_OK)
        status = patch_all(&r, edits, count);
    if (status == LC_OK)
        status = join(&r, out);
    for (size_t i = 0; i < r.patches.count; i++)
        free(((patch *)lc_array_at(&r.patches, i))->text);
    lc_array_clear(&r.patches);
    lc_yaml_clear(&yaml);
    free(bytes);
    return status;
}
