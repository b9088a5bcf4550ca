#include "report/readme.h"

#include <string.h>

#include "base/base.h"
#include "report/page.h"
#include "report/words.h"

static const lc_layer_field fields[] = {
    {"part", "part", LC_N("Part"), LC_FIELD_TEXT, 60, 0, NULL},
    {"name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"what", "what", LC_N("What it is"), LC_FIELD_TEXT, 254, 0, NULL},
};

const lc_layer_table *lc_readme_table(void)
{
    static const lc_layer_table table = {.name = "README",
                                         .title = LC_N("What the layers are, and where from"),
                                         .geometry = LC_GEOMETRY_NONE,
                                         .fields = fields,
                                         .field_count = sizeof fields / sizeof *fields};
    return &table;
}

/* Who tells a row, and of which part. */
typedef struct teller {
    lc_writer *writer;
    lc_ctx *ctx;
    const char *part; /* a msgid */
    bool styled;
} teller;

/* NULL or "" tells nothing. */
static lc_status tell(const teller *t, const char *name, const char *what)
{
    if (lc_text_blank(what))
        return LC_OK;
    const lc_value values[] = {{.text = lc_tr(t->ctx, t->part)}, {.text = name}, {.text = what}};
    return lc_writer_row(t->writer, values, NULL, 0);
}

static lc_status tell_facts(void *user, lc_stmt *row)
{
    const teller *t = user;
    bool zh = lc_ctx_language(t->ctx) == LC_LANG_ZH;
    const char *first = lc_stmt_text(row, zh ? 0 : 1), *second = lc_stmt_text(row, zh ? 1 : 0);
    lc_status status = tell(t, lc_tr(t->ctx, LC_N("Title")), lc_text_blank(first) ? second : first);
    if (status == LC_OK)
        status = tell(t, lc_tr(t->ctx, LC_N("Day of the study")), lc_stmt_text(row, 2));
    if (status == LC_OK)
        status = tell(t, lc_tr(t->ctx, LC_N("Coordinates")),
                      lc_tr(t->ctx, LC_N("WGS-84 longitude and latitude (EPSG:4326)")));
    if (status == LC_OK && t->styled)
        status =
            tell(t, lc_tr(t->ctx, LC_N("Styles")),
                 lc_tr(t->ctx, LC_N("QGIS opens each layer with its first style; others are to "
                                    "be chosen under Layer Properties, Style, Load Style, From "
                                    "Database.")));
    return status;
}

static lc_status tell_layers(const teller *t)
{
    lc_status status = LC_OK;
    const lc_layer_table *table;
    for (size_t i = 0; status == LC_OK && (table = lc_layer_table_at(i)) != NULL; i++)
        status = tell(t, table->name, lc_tr(t->ctx, table->title));
    return status;
}

/* Columns of report/inputs. */
enum { ROLE, PATH, LAYER, CRS = 6, YEAR = 8, ROWS_KEPT = 10 };

static lc_status tell_input(void *user, lc_stmt *row)
{
    const teller *t = user;
    static const int columns[] = {LAYER, CRS, YEAR};
    lc_text text;
    lc_text_init(&text, t->ctx);
    lc_text_add(&text, lc_stmt_text(row, PATH));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const char *part = lc_stmt_text(row, columns[i]);
        if (!lc_text_blank(part) && strcmp(part, lc_stmt_text(row, PATH)) != 0)
            lc_text_addf(&text, " · %s", part);
    }
    lc_text_addf(&text, lc_tr(t->ctx, LC_N(" · %lld rows used")),
                 (long long)lc_stmt_int(row, ROWS_KEPT));
    lc_status status = lc_text_status(&text);
    if (status == LC_OK)
        status = tell(t, lc_tr(t->ctx, lc_word_role(lc_stmt_text(row, ROLE))), text.bytes);
    lc_text_clear(&text);
    return status;
}

static lc_status tell_version(void *user, lc_stmt *row)
{
    return tell(user, lc_stmt_text(row, 0), lc_stmt_text(row, 1));
}

lc_status lc_readme_write(lc_store *store, lc_writer *writer, bool styled)
{
    teller t = {
        .writer = writer, .ctx = lc_store_ctx(store), .part = LC_N("The study"), .styled = styled};
    lc_status status = lc_store_each(store, "report/readme_facts", tell_facts, &t);
    t.part = LC_N("Layers");
    if (status == LC_OK)
        status = tell_layers(&t);
    t.part = LC_N("Sources");
    if (status == LC_OK)
        status = lc_store_each(store, "report/inputs", tell_input, &t);
    t.part = LC_N("Made with");
    if (status == LC_OK)
        status = lc_store_each(store, "report/versions", tell_version, &t);
    return status;
}
