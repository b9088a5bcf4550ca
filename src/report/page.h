/* The page that people read: its parts, and the words they share. For room report alone. */
#ifndef LC_REPORT_PAGE_H
#define LC_REPORT_PAGE_H

#include "base/base.h"
#include "report/file.h"
#include "report/scope.h"
#include "report/set.h"
#include "report/trace.h"
#include "store/store.h"

/* A page about one region has fewer choices: it is one of hundreds, and is to stay light. */
enum { LC_PAGE_LAYERS_MAX = 6, LC_PAGE_LAYERS_REGION = 3 };
/* Kinds of findings that are told above the figures. */
enum { LC_PAGE_GRAVE_MAX = 5 };

/* One set of facility types with the group of people it is shown for: a choice above the map. */
typedef struct lc_page_layer {
    int64_t set_id;
    char *types, *group;            /* codes */
    char *name, *group_name;        /* for people */
    double people, circle, network; /* of what the page is about; NaN: not computed */
    double facilities;
} lc_page_layer;

typedef struct lc_page {
    lc_store *store;
    lc_ctx *ctx;
    lc_out out;
    const lc_scope *scope; /* what it is about */
    const lc_set *set;     /* that it belongs to; NULL: it stands alone */
    bool zh;
    bool brief;          /* on paper: the first layer alone; long lists are cut, and say so */
    bool plain;          /* for other writers than the page: words without escapes and markup */
    char *title, *as_of; /* of the study */
    char *within;        /* name of the region above the page's own; NULL: none */
    char *level;         /* that regions are compared at; "": there are none to compare */
    double limit_min;    /* the largest; NaN: no reach was computed */
    bool has_network, has_circle, has_targets, margin_missing;
    bool has_trend, has_map;
    double west_deg, south_deg, east_deg, north_deg; /* of what it is about */
    double radius_m;                                 /* of the largest service circle; NaN: none */
    bool has_units;                                  /* there are service circles as units */
    int64_t targets_not_read, facilities_left_out;   /* rows of their files with errors */
    lc_page_layer layers[LC_PAGE_LAYERS_MAX];
    size_t layer_count;
    int tables;                                 /* how many have a number by now */
    lc_trace trace;                             /* what stands behind the figures */
    struct lc_homes *homes[LC_PAGE_LAYERS_MAX]; /* of the layers' groups, homes.h; NULL: not read */
} lc_page;

/* --- parts, in their order; each writes one <section> --- */
lc_status lc_page_head(lc_page *page);
/* What is furthest behind, and how the places rank. */
lc_status lc_page_first(lc_page *page);
/* The sentence of the head alone: what matters most. */
lc_status lc_page_lead(lc_page *page);
lc_status lc_page_targets(lc_page *page);
/* Nothing where the study has no trend. */
lc_status lc_page_trend(lc_page *page);
lc_status lc_page_map(lc_page *page);
lc_status lc_page_towns(lc_page *page);
/* Nothing where there is neither reach nor a target. */
lc_status lc_page_charts(lc_page *page);
lc_status lc_page_circles(lc_page *page);
lc_status lc_page_types(lc_page *page);
/* Facility by facility; nothing for the whole study. */
lc_status lc_page_facilities(lc_page *page);
lc_status lc_page_findings(lc_page *page);
/* What each figure means and is made of, with the marks that lc_page_means links to. */
lc_status lc_page_figures(lc_page *page);
lc_status lc_page_notes(lc_page *page);

/* --- page_first.c: pieces of the sentence at the top --- */
/* Nothing where no target falls short. */
lc_status lc_page_say_worst(lc_page *page);
/* Where the region stands among those of its level; nothing for the whole study. */
lc_status lc_page_say_rank(lc_page *page);

/* --- pieces of findings and definitions --- */
/* A link to the findings of the whole study. */
void lc_page_findings_link(lc_page *page);
/* "Error 3 · Note 12"; nothing where there is none. */
void lc_page_counts(lc_page *page, const lc_trace_counts *counts);
/* The file, or that it is the study as a whole. */
void lc_page_input_name(lc_page *page, const lc_trace_input *input);

/* --- what the page is about --- */
/* Fills page->title ... layers from the store, and makes the tables that its parts read (near.h).
 * lc_page_clear_facts in any case. */
lc_status lc_page_read_facts(lc_page *page);
void lc_page_clear_facts(lc_page *page);

/* --- rows --- */
/* Steps through a statement and frees it: fn for each row, the page flushed in between. `rows` (may
 * be NULL) gets how many. Passes `status` on when it is not LC_OK. */
typedef lc_status lc_page_row_fn(lc_page *page, lc_stmt *stmt, void *user);
lc_status lc_page_each(lc_page *page, lc_status status, lc_stmt *stmt, lc_page_row_fn *fn,
                       void *user, int64_t *rows);
/* Prepares a query, binding :zh where it is named. */
lc_status lc_page_query(lc_page *page, const char *name, bool named, lc_stmt **out);
/* The same, binding :region_id to what the page is about. */
lc_status lc_page_query_here(lc_page *page, const char *name, bool named, lc_stmt **out);
/* Is it about the whole study? */
bool lc_page_is_whole(const lc_page *page);
/* The name of what it is about: of the region, else the study's title. Borrowed. */
const char *lc_page_name(const lc_page *page);

/* Regions of the compared level for a layer, the least served first: columns as in
 * queries/report/page_towns.sql. */
lc_status lc_page_query_towns(lc_page *page, size_t layer, int64_t most, lc_stmt **stmt);

/* --- page_set.c: links --- */
/* A region's name, linked to its page where the set has one. */
void lc_page_region(lc_page *page, int64_t region_id, const char *name);
/* The link to its PDF, on the page of the whole study; else nothing. */
void lc_page_region_pdf(lc_page *page, int64_t region_id);
/* <nav> to the other pages and files of the set; nothing for a page that stands alone. */
void lc_page_set_links(lc_page *page);
/* <a> to what a figure means; the caller closes it. */
void lc_page_means(lc_page *page, const char *indicator);
/* <td class="n">text</td> with that link, but for a dash. */
void lc_page_figure_of(lc_page *page, const char *indicator, const char *text);
/* A table that scrolls by itself where it is too wide, as far as <caption>, whose text follows; and
 * its end from </tbody> on. */
void lc_page_table(lc_page *page, const char *class);
void lc_page_table_end(lc_page *page);

/* --- words --- */
void lc_page_raw(lc_page *page, const char *html);
/* printf of markup; no text of the data may go through it. */
void lc_page_rawf(lc_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A msgid, translated and escaped. */
void lc_page_tr(lc_page *page, const char *msgid);
/* Text of the data, escaped and kept from turning the text around it (<bdi>). */
void lc_page_data(lc_page *page, const char *text);
/* A msgid whose {name}s are replaced: pairs of name and text, closed by NULL. Escaped, each text in
 * a <bdi>; in lc_page_fill_plain without (for attributes and SVG). */
void lc_page_fill(lc_page *page, const char *msgid, ...) __attribute__((sentinel));
void lc_page_fill_plain(lc_page *page, const char *msgid, ...) __attribute__((sentinel));
/* What parts two sentences: a space in English, nothing in Chinese. */
void lc_page_gap(lc_page *page);
/* <thead> with a column heading for each of the msgids. */
void lc_page_columns(lc_page *page, const char *const *msgids, size_t count);
/* <section id><h2>title</h2>. */
void lc_page_section(lc_page *page, const char *id, const char *title);
/* Floor area per 1000 people from four columns: value, how many lack theirs, low, high. */
void lc_page_area(lc_page *page, lc_stmt *stmt, int from);
/* The labels that choose what the map and the comparison show. */
void lc_page_tabs(lc_page *page);
/* <td class="n">text</td>, for figures. */
void lc_page_figure(lc_page *page, const char *text);

/* Figures as people write them; a dash for NaN. */
typedef struct lc_figure {
    char s[64];
} lc_figure;
/* Thousands are parted by commas in both languages: budgets and yearbooks of Chinese offices print
 * 1,234,567 as English ones do, and 万 would round what a planner has to add up. */
lc_figure lc_figure_whole(double number);                 /* 1,234,567 */
lc_figure lc_figure_decimal(double number, int decimals); /* 1,234.5 */
/* A share of 1 as "55.4%": never "100.0%" unless it is all, nor "0.0%" unless it is none. */
lc_figure lc_figure_share(double share);
/* A figure of an indicator, kept in 1 where its unit is % or ‰, with its unit; free with free().
 * `difference`: a distance between two, told in points where it is a share. NULL when memory is
 * out. */
char *lc_figure_quantity(const lc_page *page, double value, const char *unit, bool difference);
/* As many decimals as tell it apart, at most 2: 40, 3.5, 22.1, 3.41; 99.97 rather than 100.0. */
int lc_figure_decimals(double value);
/* How many of the unit 1 are in one of `unit`: 100 for %, 1000 for ‰, else 1. */
double lc_figure_scale(const char *unit);
/* A status as a mark with its word. */
void lc_page_status(lc_page *page, const char *status);

#endif
