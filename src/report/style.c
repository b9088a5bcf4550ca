/* Templates and their filling. A template is a QML file with [[...]] where something is put in:
 *   [[aliases]]       the titles of the fields
 *   [[field:NAME]]    a field, quoted as in an expression
 *   [[share]]         the field with the share of people covered: on foot, else by circle
 *   [[level]]         the level that is compared, as a literal
 *   [[word:KEY]]      a text of the table below; [[quoted:KEY]] the same as a literal
 *   [[name]] [[filter]]   of the view
 *   [[each:LIST]] ... [[end]]   once for every item of types, limits, area_limits or bands, with
 *   [[item:index]] [[item:value]] (a literal) [[item:number]] [[item:label]] [[item:filter]]
 *   [[item:colour]] [[item:shape]] */
#include "report/style.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "lc_styles_qml.h"

static const struct {
    const char *key, *text;
} words[] = {
    {"met", LC_N("Met")},
    {"short", LC_N("Falls short")},
    {"no_data", LC_N("Not decidable")},
    {"not_yet_due", LC_N("Not yet due")},
    {"awaiting", LC_N("Awaits its figure")},
    {"targets_missed", LC_N("Targets missed")},
    {"none_missed", LC_N("none")},
    {"third_missed", LC_N("up to a third")},
    {"two_thirds_missed", LC_N("up to two thirds")},
    {"most_missed", LC_N("more than two thirds")},
    {"none_missed_lacks", LC_N("none, but data are lacking")},
    {"no_target", LC_N("no target here")},
    {"communities", LC_N("Communities")},
    {"regions_above", LC_N("District boundary")},
    {"no_figure", LC_N("no figure")},
    {"circle_of_centre", LC_N("Around an existing centre")},
    {"further_circle", LC_N("Further circle, without a centre")},
    {"not_in_use", LC_N("Not in use on the day of the study")},
    {"error", LC_N("Error: the row was left out")},
    {"warning", LC_N("Warning: doubtful, or partly dropped")},
    {"note", LC_N("Note: good to know")},
};

/* What one filling works with. */
typedef struct filling {
    const lc_styles *styles;
    const lc_layer_table *table;
    const lc_style_view *view;
    bool brief;
    const lc_style_item *item; /* NULL outside of a list */
    size_t index;
    lc_text *out;
} filling;

/* Text of the data in an attribute; QGIS would reckon "[%" as the beginning of an expression. */
static void add_label(lc_text *out, const char *label)
{
    for (size_t size; *label != '\0'; label += size) {
        size = strcspn(label, "[");
        size += label[size] == '[';
        lc_text_add_html_part(out, label, size);
        if (label[size - 1] == '[' && label[size] == '%')
            lc_text_add(out, " ");
    }
}

/* A literal of an expression, within an attribute. */
static void add_quoted(lc_text *out, const char *raw)
{
    lc_text literal;
    lc_text_init(&literal, out->ctx);
    lc_style_add_literal(&literal, raw);
    out->failed = out->failed || literal.failed;
    if (!literal.failed)
        lc_text_add_html(out, literal.bytes);
    lc_text_clear(&literal);
}

static const char *find_word(const filling *f, const char *key)
{
    size_t i = 0, count = sizeof words / sizeof *words;
    while (i < count && strcmp(words[i].key, key) != 0)
        i++;
    assert(i < count && "a template asks for a word that is not in the table");
    return lc_tr(f->styles->ctx, words[i].text);
}

static void add_field(filling *f, const char *name)
{
    lc_text_addf(f->out, "&quot;%s&quot;", lc_style_field(f->table, f->brief, name));
}

static void add_aliases(filling *f)
{
    lc_text_add(f->out, " <aliases>\n");
    for (size_t i = 0; i < f->table->field_count; i++) {
        const lc_layer_field *field = &f->table->fields[i];
        lc_text_addf(f->out, "  <alias field=\"%s\" index=\"%zu\" name=\"",
                     f->brief ? field->brief : field->name, i);
        lc_text_add_html(f->out, lc_tr(f->styles->ctx, field->title));
        lc_text_add(f->out, "\"/>\n");
    }
    lc_text_add(f->out, " </aliases>");
}

static void add_item(filling *f, const char *what)
{
    const lc_style_item *item = f->item;
    assert(item != NULL && "a template asks for an item outside of a list");
    if (strcmp(what, "index") == 0)
        lc_text_addf(f->out, "%zu", f->index);
    else if (strcmp(what, "value") == 0)
        add_quoted(f->out, item->value);
    else if (strcmp(what, "label") == 0)
        add_label(f->out, item->label);
    else
        lc_text_add_html(f->out, strcmp(what, "number") == 0   ? item->value
                                 : strcmp(what, "filter") == 0 ? item->filter
                                 : strcmp(what, "colour") == 0 ? item->colour
                                                               : item->shape);
}

static void put(filling *f, const char *what)
{
    const char *after = strchr(what, ':') != NULL ? strchr(what, ':') + 1 : "";
    if (strcmp(what, "aliases") == 0)
        add_aliases(f);
    else if (strcmp(what, "share") == 0)
        add_field(f, f->styles->has_network ? "share_network" : "share_circle");
    else if (strcmp(what, "level") == 0)
        add_quoted(f->out, f->styles->level);
    else if (strcmp(what, "name") == 0)
        add_label(f->out, f->view->name);
    else if (strcmp(what, "filter") == 0)
        lc_text_add_html(f->out, f->view->filter);
    else if (strncmp(what, "field:", 6) == 0)
        add_field(f, after);
    else if (strncmp(what, "word:", 5) == 0)
        lc_text_add_html(f->out, find_word(f, after));
    else if (strncmp(what, "quoted:", 7) == 0)
        add_quoted(f->out, find_word(f, after));
    else if (strncmp(what, "item:", 5) == 0)
        add_item(f, after);
    else
        assert(false && "a template asks for something unknown");
}

static const lc_array *find_list(const filling *f, const char *name)
{
    if (strcmp(name, "types") == 0)
        return &f->styles->types;
    if (strcmp(name, "area_limits") == 0)
        return &f->styles->area_limits;
    return strcmp(name, "limits") == 0 ? &f->styles->limits : &f->view->bands;
}

static void fill(filling *f, const char *from, const char *to);

static void fill_each(filling *f, const char *list, const char *from, const char *to)
{
    const lc_array *items = find_list(f, list);
    for (f->index = 0; f->index < items->count; f->index++) {
        f->item = lc_array_at(items, f->index);
        fill(f, from, to);
    }
    f->item = NULL;
}

/* Lists hold no lists, so the first [[end]] is the list's own. */
static void fill(filling *f, const char *from, const char *to)
{
    static const char end[] = "[[end]]";
    const char *mark;
    while ((mark = strstr(from, "[[")) != NULL && mark < to) {
        char what[64] = "";
        const char *close = strstr(mark, "]]");
        assert(close != NULL && (size_t)(close - mark) < sizeof what);
        memcpy(what, mark + 2, (size_t)(close - mark) - 2);
        lc_text_add_bytes(f->out, from, (size_t)(mark - from));
        from = close + 2;
        if (strncmp(what, "each:", 5) == 0) {
            const char *last = strstr(from, end);
            assert(last != NULL);
            fill_each(f, what + 5, from, last);
            from = last + strlen(end);
        } else {
            put(f, what);
        }
    }
    lc_text_add_bytes(f->out, from, (size_t)(to - from));
}

static const lc_embedded *find_template(const char *layer)
{
    for (size_t i = 0; i < lc_styles_qml_count; i++) {
        size_t n = strlen(layer);
        if (strncmp(lc_styles_qml[i].name, layer, n) == 0 &&
            strcmp(lc_styles_qml[i].name + n, ".qml") == 0)
            return &lc_styles_qml[i];
    }
    return NULL;
}

static lc_status make(const lc_styles *styles, const lc_layer_table *table, bool brief,
                      const lc_style_view *view, const lc_embedded *template, lc_text *qml)
{
    filling f = {.styles = styles, .table = table, .view = view, .brief = brief, .out = qml};
    qml->size = 0;
    fill(&f, template->text, template->text + template->size);
    return lc_text_status(qml);
}

lc_status lc_styles_each(const lc_styles *styles, const lc_layer_table *table, bool brief,
                         bool alone, lc_style_fn *fn, void *user)
{
    const lc_embedded *template = find_template(table->name);
    if (template == NULL)
        return LC_OK;
    lc_array views;
    lc_text qml;
    lc_text_init(&qml, styles->ctx);
    lc_array_init(&views, sizeof(lc_style_view));
    lc_status status = lc_style_views(styles, table, brief, &views);
    size_t count = alone && views.count > 0 ? 1 : views.count;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        const lc_style_view *view = lc_array_at(&views, i);
        status = make(styles, table, brief, view, template, &qml);
        if (status == LC_OK)
            status = fn(user, table, view->name, qml.bytes, i == 0);
    }
    lc_style_views_clear(&views);
    lc_text_clear(&qml);
    return status;
}
