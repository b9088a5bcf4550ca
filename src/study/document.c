/* From bytes to a libyaml document: encoding, syntax, one document and no more. */
#include <stdlib.h>
#include <string.h>

#include "study/yaml_reader.h"

/* The place of byte `offset`; columns count bytes, which is exact for the ASCII before a bad byte.
 */
static lc_place place_of(const char *bytes, size_t offset)
{
    lc_place place = {1, 1};
    for (size_t i = 0; i < offset; i++) {
        place.column = bytes[i] == '\n' ? 1 : place.column + 1;
        place.line += bytes[i] == '\n';
    }
    return place;
}

/* A newline is never inside a UTF-8 character, so lines can be judged one by one. */
static lc_status check_utf8(lc_yaml *yaml, const char *bytes, size_t size)
{
    lc_place place = {1, 1};
    for (size_t start = 0; start < size; place.line++) {
        const char *end = memchr(bytes + start, '\n', size - start);
        size_t length = end != NULL ? (size_t)(end - bytes) - start + 1 : size - start;
        if (!lc_text_is_utf8(bytes + start, length))
            return lc_yaml_fail(yaml, place,
                                "this line is not UTF-8; save the study file as UTF-8 (other files "
                                "may stay in GBK, see `encoding`)");
        start += length;
    }
    return LC_OK;
}

/* `&` that begins a word, as an anchor does. An upper bound: quoted text counts, too. */
static lc_status check_anchors(lc_yaml *yaml, const char *bytes, size_t size)
{
    size_t anchors = 0;
    for (size_t i = 0; i + 1 < size; i++) {
        bool begins = i == 0 || memchr(" \t\r\n[{,:-?", bytes[i - 1], 11) != NULL;
        if (bytes[i] == '&' && begins && ++anchors > LC_STUDY_ANCHORS_MAX)
            return lc_yaml_fail(yaml, place_of(bytes, i),
                                "more than %d anchors (&name); write fewer of them",
                                LC_STUDY_ANCHORS_MAX);
    }
    return LC_OK;
}

/* libyaml's work grows with the square of the depth of [ and {. An upper bound: quoted text counts,
 * too. */
static lc_status check_depth(lc_yaml *yaml, const char *bytes, size_t size)
{
    size_t depth = 0;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '[' || bytes[i] == '{')
            depth++;
        else if ((bytes[i] == ']' || bytes[i] == '}') && depth > 0)
            depth--;
        if (depth > LC_STUDY_DEPTH_MAX)
            return lc_yaml_fail(yaml, place_of(bytes, i),
                                "more than %d brackets [ and { are open here; close them",
                                LC_STUDY_DEPTH_MAX);
    }
    return LC_OK;
}

/* What libyaml says most often, so that it can be said in Chinese, too. */
static const char *const libyaml_words[] = {
    LC_N("control characters are not allowed"),
    LC_N("found character that cannot start any token"),
    LC_N("mapping values are not allowed in this context"),
    LC_N("block sequence entries are not allowed in this context"),
    LC_N("could not find expected ':'"),
    LC_N("did not find expected key"),
    LC_N("did not find expected '-' indicator"),
    LC_N("did not find expected ',' or ']'"),
    LC_N("did not find expected ',' or '}'"),
    LC_N("did not find expected node content"),
    LC_N("did not find expected <document start>"),
    LC_N("found unexpected end of stream"),
    LC_N("found undefined alias"),
    LC_N("found duplicate anchor"),
    LC_N("while parsing a block mapping"),
    LC_N("while parsing a flow mapping"),
    LC_N("while parsing a flow sequence"),
    LC_N("while parsing a block collection"),
    LC_N("while parsing a flow node"),
    LC_N("while parsing a block node"),
    LC_N("while scanning a simple key"),
    LC_N("while scanning a quoted scalar"),
    LC_N("while scanning for the next token"),
};

static const char *say(const lc_ctx *ctx, const char *words)
{
    for (size_t i = 0; i < sizeof libyaml_words / sizeof *libyaml_words; i++) {
        if (words != NULL && strcmp(libyaml_words[i], words) == 0)
            return lc_tr(ctx, libyaml_words[i]);
    }
    return words != NULL ? words : "?";
}

static lc_place place_of_mark(yaml_mark_t mark)
{
    return (lc_place){(int)mark.line + 1, (int)mark.column + 1};
}

static lc_status fail_syntax(lc_yaml *yaml, const yaml_parser_t *parser, const char *bytes)
{
    if (parser->error == YAML_MEMORY_ERROR)
        return lc_fail_memory(yaml->ctx);
    const char *problem = say(yaml->ctx, parser->problem);
    if (parser->error == YAML_READER_ERROR)
        return lc_yaml_fail(yaml, place_of(bytes, parser->problem_offset),
                            "this is not valid YAML: %s", problem);
    lc_place place = place_of_mark(parser->problem_mark);
    if (parser->context == NULL)
        return lc_yaml_fail(yaml, place, "this is not valid YAML: %s", problem);
    return lc_yaml_fail(yaml, place, "this is not valid YAML: %s (%s, begun at %d:%d)", problem,
                        say(yaml->ctx, parser->context), place_of_mark(parser->context_mark).line,
                        place_of_mark(parser->context_mark).column);
}

/* Whatever follows the first document is refused, not ignored. */
static lc_status check_end(lc_yaml *yaml, yaml_parser_t *parser, const char *bytes)
{
    yaml_document_t next;
    if (!yaml_parser_load(parser, &next))
        return fail_syntax(yaml, parser, bytes);
    yaml_node_t *root = yaml_document_get_root_node(&next);
    lc_status status = LC_OK;
    if (root != NULL)
        status = lc_yaml_fail(yaml, lc_yaml_place(root),
                              "a second document begins here; a study file holds one");
    yaml_document_delete(&next);
    return status;
}

static lc_status load(lc_yaml *yaml, const char *bytes, size_t size)
{
    const lc_place start = {1, 1};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return lc_fail_memory(yaml->ctx);
    lc_status status = LC_OK;
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    if (!yaml_parser_load(&parser, &yaml->document)) {
        status = fail_syntax(yaml, &parser, bytes);
        goto done;
    }
    yaml->loaded = true;
    if (yaml_document_get_root_node(&yaml->document) == NULL)
        status = lc_yaml_fail(yaml, start,
                              "the study file is empty; `lifecircle new DIR` writes one to start "
                              "from");
    else
        status = check_end(yaml, &parser, bytes);
done:
    yaml_parser_delete(&parser);
    return status;
}

lc_status lc_yaml_load(lc_yaml *yaml, lc_ctx *ctx, const char *name, const char *bytes, size_t size)
{
    *yaml = (lc_yaml){.ctx = ctx, .name = name, .budget = 8 * (size_t)LC_STUDY_BYTES_MAX};
    if (size > LC_STUDY_BYTES_MAX)
        return lc_fail(ctx, LC_INPUT,
                       "%s has more than %d MB, too much for a study file; name data files in it "
                       "instead of copying their contents",
                       name, LC_STUDY_BYTES_MAX >> 20);
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    lc_status status = check_utf8(yaml, bytes, size);
    if (status == LC_OK)
        status = check_anchors(yaml, bytes, size);
    if (status == LC_OK)
        status = check_depth(yaml, bytes, size);
    return status == LC_OK ? load(yaml, bytes, size) : status;
}

void lc_yaml_clear(lc_yaml *yaml)
{
    if (yaml->loaded)
        yaml_document_delete(&yaml->document);
    yaml->loaded = false;
}

const char *lc_study_yaml_version(void)
{
    return yaml_get_version_string();
}
