/* The PDF: what its pages hold is looked at before it is painted; what poppler reads of the files
 * is looked at in tests/stage/test_pdf.py. */
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

#include "report/draw.h"
#include "report/page.h"
#include "report/pdf_markup.h"
#include "report/pdf_read.h"
#include "report/set.h"
#include "report_store.h"

/* --- markup --- */

static void pieces_of_markup(void **state)
{
    (void)state;
    static const char html[] = "<td class=\"n sum\" data-l=\"a &gt; b\">1 &lt; 2<br/></td >";
    const char *at = html, *end = html + strlen(html), *value;
    size_t size;
    lc_mark mark;
    assert_true(lc_mark_next(&at, end, &mark));
    assert_true(mark.kind == LC_MARK_OPEN && lc_mark_is(&mark, "td") && !lc_mark_is(&mark, "t"));
    assert_true(lc_mark_has_class(&mark, "n") && lc_mark_has_class(&mark, "sum"));
    assert_false(lc_mark_has_class(&mark, "su"));
    assert_true(lc_mark_get(&mark, "data-l", &value, &size));
    assert_memory_equal(value, "a &gt; b", 8);
    assert_false(lc_mark_get(&mark, "data", &value, &size));
    assert_true(lc_mark_next(&at, end, &mark) && mark.kind == LC_MARK_TEXT && mark.size == 8);
    assert_true(lc_mark_next(&at, end, &mark) && mark.empty && lc_mark_is(&mark, "br"));
    assert_true(lc_mark_next(&at, end, &mark) && mark.kind == LC_MARK_CLOSE);
    assert_true(lc_mark_is(&mark, "td"));
    assert_false(lc_mark_next(&at, end, &mark));
}

/* Whatever the bytes, the walk ends and stays inside. */
static void broken_markup_ends(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "<",   "</",  "<a", "<a href=", "<a href=\"x", "<a b c=\"1\">", "<>",
        "</>", "< >", "&",  "a<b",      "<a =\"\"/>",  "<br/"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        size_t size, length = strlen(broken[i]), steps = 0;
        char *exact = malloc(length); /* no NUL behind it: the sanitizer sees a step too far */
        const char *at = exact, *value;
        lc_mark mark;
        memcpy(exact, broken[i], length);
        while (lc_mark_next(&at, exact + length, &mark)) {
            (void)lc_mark_get(&mark, "href", &value, &size);
            (void)lc_mark_has_class(&mark, "x");
            assert_true(++steps < 8);
        }
        free(exact);
    }
}

static void entities(void **state)
{
    lc_text text;
    lc_text_init(&text, *state);
    static const char raw[] = "&lt;b&gt; &amp;amp; &quot;&#39; &unknown; &";
    lc_mark_decode(raw, strlen(raw), &text);
    assert_string_equal(text.bytes, "<b> &amp; \"' &unknown; &");
    lc_text_clear(&text);
}

/* --- sheets --- */

static lc_sheet_row *row_at(const lc_sheet *sheet, size_t i)
{
    return *(lc_sheet_row **)lc_array_at(&sheet->rows, i);
}

static const char *text_of(const lc_sheet_row *row, size_t i)
{
    const lc_sheet_cell *cell = lc_array_at(&row->cells, i);
    return cell->layout != NULL ? pango_layout_get_text(cell->layout) : "";
}

static void read_html(lc_ctx *ctx, const char *html, lc_sheet *sheet)
{
    assert_ok(ctx, lc_sheet_open(ctx, lc_draw_style(), sheet));
    assert_ok(ctx, lc_pdf_read(sheet, html, strlen(html)));
    assert_ok(ctx, lc_sheet_settle(sheet));
}

/* Rows stand below one another, within their page; pages follow one another without a gap. */
static void assert_in_order(const lc_sheet *sheet)
{
    double foot = 0;
    int page = 1;
    for (size_t i = 0; i < sheet->rows.count; i++) {
        const lc_sheet_row *row = row_at(sheet, i);
        assert_true(row->page == page || row->page == page + 1);
        if (row->page != page)
            foot = LC_SHEET_TOP_PT;
        page = row->page;
        assert_true(row->y_pt >= foot - 1e-9);
        foot = row->y_pt + row->height_pt;
        assert_true(foot <= LC_SHEET_BOTTOM_PT + 1e-9);
    }
    assert_int_equal(page, sheet->page);
}

static char *table_of(lc_ctx *ctx, int rows)
{
    lc_text html;
    lc_text_init(&html, ctx);
    lc_text_add(&html, "<h2>Places</h2><table><caption>All</caption><thead><tr><th "
                       "scope=\"col\">Place</th><th scope=\"col\">People</th></tr></thead><tbody>");
    for (int i = 0; i < rows; i++)
        lc_text_addf(&html,
                     "<tr><th scope=\"row\">place %d<span class=\"sub\">below</span></th>"
                     "<td class=\"n\">%d</td></tr>",
                     i, i * 1000);
    lc_text_add(&html, "</tbody></table><p>behind</p>");
    return lc_text_take(&html);
}

static void a_long_table_has_its_heading_on_each_page(void **state)
{
    lc_sheet sheet;
    char *html = table_of(*state, 200);
    int heads = 0, places = 0;
    read_html(*state, html, &sheet);
    assert_in_order(&sheet);
    assert_true(sheet.page > 4);
    for (size_t i = 0; i < sheet.rows.count; i++) {
        const lc_sheet_row *row = row_at(&sheet, i);
        bool head = strcmp(text_of(row, 0), "Place") == 0;
        if (i > 0 && row->page != row_at(&sheet, i - 1)->page)
            assert_true(head); /* the first of its page */
        heads += head;
        if (strncmp(text_of(row, 0), "place ", 6) == 0) {
            char expected[32];
            snprintf(expected, sizeof expected, "place %d\nbelow", places);
            assert_string_equal(text_of(row, 0), expected);
            snprintf(expected, sizeof expected, "%d", 1000 * places++);
            assert_string_equal(text_of(row, 1), expected); /* whole, on one page */
        }
    }
    assert_int_equal(places, 200);
    assert_int_equal(heads, sheet.page);
    assert_string_equal(text_of(row_at(&sheet, sheet.rows.count - 1), 0), "behind");
    lc_sheet_close(&sheet);
    free(html);
}

/* Title, caption, heading and first row are never parted, wherever on the page they begin. */
static void a_heading_stays_with_what_it_heads(void **state)
{
    char *table = table_of(*state, 3);
    for (int before = 40; before < 60; before++) {
        lc_sheet sheet;
        lc_text html;
        lc_text_init(&html, *state);
        for (int i = 0; i < before; i++)
            lc_text_add(&html, "<p class=\"note\">x</p>");
        lc_text_add(&html, table);
        read_html(*state, html.bytes, &sheet);
        assert_in_order(&sheet);
        size_t first = (size_t)before;
        assert_string_equal(text_of(row_at(&sheet, first), 0), "Places");
        assert_string_equal(text_of(row_at(&sheet, first + 1), 0), "All");
        assert_string_equal(text_of(row_at(&sheet, first + 2), 0), "Place");
        for (size_t i = first; i < first + 3; i++)
            assert_int_equal(row_at(&sheet, i)->page, row_at(&sheet, i + 1)->page);
        lc_sheet_close(&sheet);
        lc_text_clear(&html);
    }
    free(table);
}

static void a_row_that_no_page_holds_is_cut_with_an_ellipsis(void **state)
{
    lc_sheet sheet;
    lc_text html;
    lc_text_init(&html, *state);
    lc_text_add(&html, "<p>before</p><table><tr><td>");
    for (int i = 0; i < 20000; i++)
        lc_text_add(&html, "word ");
    lc_text_add(&html, "</td></tr></table><p>behind</p>");
    read_html(*state, html.bytes, &sheet);
    assert_in_order(&sheet);
    const lc_sheet_cell *cell = lc_array_at(&row_at(&sheet, 1)->cells, 0);
    assert_true(pango_layout_is_ellipsized(cell->layout));
    assert_string_equal(text_of(row_at(&sheet, 2), 0), "behind");
    lc_sheet_close(&sheet);
    lc_text_clear(&html);
}

/* No column is pushed off the sheet, however long the words. */
static void columns_share_the_sheet(void **state)
{
    lc_sheet sheet;
    read_html(*state,
              "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th><th "
              "scope=\"col\">C</th></tr></thead><tr><td>wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
              "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww</td>"
              "<td class=\"n\">1,234,567</td><td>a few words that may be parted</td></tr></table>",
              &sheet);
    const lc_sheet_row *row = row_at(&sheet, sheet.rows.count - 1);
    double right = 0;
    for (size_t i = 0; i < row->cells.count; i++) {
        const lc_sheet_cell *cell = lc_array_at(&row->cells, i);
        PangoRectangle ink;
        pango_layout_get_extents(cell->layout, NULL, &ink);
        assert_true(cell->x_pt >= right && cell->width_pt > 20);
        assert_true((double)(ink.x + ink.width) / PANGO_SCALE <= cell->width_pt + 0.5);
        right = cell->x_pt + cell->width_pt;
    }
    assert_true(right <= LC_SHEET_BODY_PT + 1e-6);
    lc_sheet_close(&sheet);
}

static void what_a_screen_needs_is_left_out(void **state)
{
    lc_sheet sheet;
    read_html(
        *state,
        "<nav><p>no</p></nav><p>yes <span class=\"screen\">no</span></p><script>no</script>"
        "<div class=\"l l1\"><p>no</p><div><p>no</p></div></div><div class=\"l l0\"><p>too</p>"
        "</div><p hidden=\"hidden\">no</p><p>  white\n space </p>",
        &sheet);
    assert_int_equal(sheet.rows.count, 3);
    assert_string_equal(text_of(row_at(&sheet, 0), 0), "yes");
    assert_string_equal(text_of(row_at(&sheet, 1), 0), "too");
    assert_string_equal(text_of(row_at(&sheet, 2), 0), "white space");
    lc_sheet_close(&sheet);
}

static void control_characters_and_directions_do_no_harm(void **state)
{
    lc_sheet sheet;
    read_html(*state,
              "<p><bdi>a\x01\xC2\x85z</bdi> 1</p><p>x <bdi>مدينة</bdi> (2)</p><p><bdi>\xE2\x80\xAE"
              "evil</bdi> end</p><p><bdi>&lt;b&gt;&amp;lt;</bdi></p>",
              &sheet);
    assert_string_equal(text_of(row_at(&sheet, 0), 0), "a\xEF\xBF\xBD\xEF\xBF\xBDz 1");
    assert_string_equal(text_of(row_at(&sheet, 1), 0), "x \xE2\x81\xA8مدينة\xE2\x81\xA9 (2)");
    assert_string_equal(text_of(row_at(&sheet, 2), 0), "\xE2\x81\xA8\xE2\x80\xAE"
                                                       "evil\xE2\x81\xA9 end");
    assert_string_equal(text_of(row_at(&sheet, 3), 0), "<b>&lt;");
    lc_sheet_close(&sheet);
}

static void a_drawing_that_is_none_is_told(void **state)
{
    lc_sheet sheet;
    static const char html[] = "<figure><svg viewBox=\"0 0 10 10\"><rect></svg></figure>";
    assert_ok(*state, lc_sheet_open(*state, lc_draw_style(), &sheet));
    assert_int_equal(lc_pdf_read(&sheet, html, strlen(html)), LC_INTERNAL);
    lc_ctx_forget(*state);
    lc_sheet_close(&sheet);
}

/* --- files --- */

static const lc_sheet_about about = {.title = "T",
                                     .subject = "S",
                                     .keywords = "K",
                                     .creator = "C",
                                     .day = "2025-12-31",
                                     .foot = "F"};

static char *painted(lc_ctx *ctx, const char *html, size_t *size)
{
    lc_sheet sheet;
    lc_text pdf;
    lc_text_init(&pdf, ctx);
    read_html(ctx, html, &sheet);
    assert_ok(ctx, lc_sheet_paint(&sheet, &about, &pdf));
    lc_sheet_close(&sheet);
    *size = pdf.size;
    return lc_text_take(&pdf);
}

/* The language is written into what cairo made: the table of places must still be found. */
static void the_file_is_whole(void **state)
{
    size_t size;
    char *pdf = painted(*state,
                        "<h2 id=\"a\">One</h2><p><a href=\"#a\">to it</a> <a "
                        "href=\"#none\">to nothing</a></p>",
                        &size);
    assert_memory_equal(pdf, "%PDF-1.", 7);
    char *end = memmem(pdf, size, "startxref\n", 10);
    assert_non_null(end);
    long xref = strtol(end + 10, NULL, 10);
    assert_true(xref > 0 && (size_t)xref < size);
    assert_memory_equal(pdf + xref, "xref\n", 5);
    assert_non_null(memmem(pdf, size, "/Lang (en) /MarkInfo << /Marked true >>", 39));
    assert_non_null(memmem(pdf, size, "/CreationDate (20251231000000Z)", 31));
    free(pdf);
}

typedef struct work {
    const char *html;
    char *pdf;
    size_t size;
} work;

static void *paint_in_thread(void *user)
{
    work *w = user;
    lc_ctx *ctx = lc_ctx_new();
    for (int i = 0; i < 3; i++) {
        free(w->pdf);
        w->pdf = painted(ctx, w->html, &w->size);
    }
    lc_ctx_free(ctx);
    return NULL;
}

static void threads_make_the_same_bytes(void **state)
{
    enum { THREADS = 4 };
    char *html = table_of(*state, 60);
    pthread_t threads[THREADS];
    work works[THREADS] = {{0}};
    for (int i = 0; i < THREADS; i++) {
        works[i].html = html;
        assert_int_equal(pthread_create(&threads[i], NULL, paint_in_thread, &works[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(works[i].size, works[0].size);
        assert_memory_equal(works[i].pdf, works[0].pdf, works[0].size);
    }
    for (int i = 0; i < THREADS; i++)
        free(works[i].pdf);
    free(html);
}

/* Names that want to be markup stand in it as they are, in the whole and in a region. */
static void hostile_names_are_plain_text(void **state)
{
    static const char *const names[] = {"lifecircle.pdf"};
    char folder[64];
    lc_store *store = report_store(*state);
    lc_town_sql(*state, store, "unit/report/hostile.sql");
    report_folder(folder);
    assert_ok(*state, lc_report_pdf(store, lc_scope_whole(), folder));
    char *pdf = report_read(*state, folder, names[0]);
    assert_memory_equal(pdf, "%PDF-1.", 7);
    free(pdf);
    report_folder_drop(folder, names, 1);
    lc_store_close(store);
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
    lc_store *store = report_store(*state);
    assert_int_equal(lc_report_pdf(store, lc_scope_whole(), "/nowhere/at/all"), LC_IO);
    assert_holds(lc_ctx_message(*state), "/nowhere/at/all/lifecircle.pdf");
    lc_ctx_forget(*state);
    lc_store_close(store);
}

/* A limit on the size of files stands for a full disk: no half file stays. */
static void a_full_disk_leaves_no_half_file(void **state)
{
    char folder[64];
    struct rlimit old, little;
    lc_store *store = report_store(*state);
    report_folder(folder);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    little = (struct rlimit){4096, old.rlim_max};
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    lc_status status = lc_report_pdf(store, lc_scope_whole(), folder);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    (void)signal(SIGXFSZ, before);
    assert_int_equal(status, LC_IO);
    assert_holds(lc_ctx_message(*state), "lifecircle.pdf");
    report_folder_drop(folder, NULL, 0); /* it is empty */
    lc_ctx_forget(*state);
    lc_store_close(store);
}

static void it_can_be_cancelled(void **state)
{
    char folder[64];
    lc_store *store = report_store(*state);
    report_folder(folder);
    lc_ctx_cancel(*state);
    assert_int_equal(lc_report_pdf(store, lc_scope_whole(), folder), LC_CANCELLED);
    report_folder_drop(folder, NULL, 0);
    lc_ctx_clear(*state);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(pieces_of_markup),
        LC_TEST(broken_markup_ends),
        LC_TEST(entities),
        LC_TEST(a_long_table_has_its_heading_on_each_page),
        LC_TEST(a_heading_stays_with_what_it_heads),
        LC_TEST(a_row_that_no_page_holds_is_cut_with_an_ellipsis),
        LC_TEST(columns_share_the_sheet),
        LC_TEST(what_a_screen_needs_is_left_out),
        LC_TEST(control_characters_and_directions_do_no_harm),
        LC_TEST(a_drawing_that_is_none_is_told),
        LC_TEST(the_file_is_whole),
        LC_TEST(threads_make_the_same_bytes),
        LC_TEST(hostile_names_are_plain_text),
        LC_TEST(a_place_that_cannot_be_written_is_named),
        LC_TEST(a_full_disk_leaves_no_half_file),
        LC_TEST(it_can_be_cancelled),
    };
    return cmocka_run_group_tests_name("report_pdf", tests, NULL, NULL);
}
