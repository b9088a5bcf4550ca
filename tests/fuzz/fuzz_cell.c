/* Any bytes as what stands in a table's cell: a number, a day, a word of a list. What is read is
 * what was written: by the C library, by ourselves, with blanks around it or without. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "source/columns.h"
#include "source/question.h"

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Is it written as everybody writes numbers: [-] digits [. digits]? */
static bool is_plain(const char *cell)
{
    const char *digits = "0123456789", *at = cell + (*cell == '-');
    size_t whole = strspn(at, digits);
    at += whole;
    if (whole == 0)
        return false;
    if (*at == '.' && strspn(at + 1, digits) > 0)
        at += 1 + strspn(at + 1, digits);
    return *at == '\0';
}

static void check_number(const char *cell)
{
    double number, again;
    int64_t whole;
    char written[64];
    bool read = lc_text_number(cell, &number);
    fuzz_check(read || !is_plain(cell) || strlen(cell) >= 64 || isinf(strtod(cell, NULL)),
               "what is plainly a number is one");
    if (lc_text_integer(cell, &whole))
        fuzz_check(read && (double)whole == number, "a whole number is a number");
    if (!read)
        return;
    fuzz_check(isfinite(number), "numbers are finite");
    fuzz_check(!is_plain(cell) || same_bits(number, strtod(cell, NULL)), "plain text is itself");
    (void)lc_print(written, sizeof written, "%.17g", number);
    fuzz_check(lc_text_number(written, &again) && same_bits(number, again), "and stays it");
}

static void check_figure(const char *cell)
{
    double number, plain, again;
    char written[64];
    bool is_number = lc_text_number(cell, &plain) && strlen(cell) <= 100;
    for (int q = LC_QUANTITY_PLAIN; q <= LC_QUANTITY_MEALS; q++) {
        lc_quantity quantity = (lc_quantity)q;
        lc_cell_sense sense = lc_cell_read(cell, quantity, &number);
        bool read =
            sense == LC_CELL_NUMBER || sense == LC_CELL_APPROXIMATE || sense == LC_CELL_CONVERTED;
        fuzz_check(read ? isfinite(number) : isnan(number), "a figure or none");
        fuzz_check(sense >= LC_CELL_NUMBER && sense <= LC_CELL_BAD, "a sense that there is");
        fuzz_check(!is_number || (sense == LC_CELL_NUMBER && same_bits(plain, number)),
                   "a number is the figure that it is");
        fuzz_check(lc_quantity_units(quantity) != NULL, "units are told");
        if (!read)
            continue;
        (void)lc_print(written, sizeof written, "%.17g", number);
        fuzz_check(lc_cell_read(written, quantity, &again) == LC_CELL_NUMBER &&
                       same_bits(number, again),
                   "a figure written plainly is sure");
    }
    (void)lc_cell_is_total(cell);
    (void)lc_cell_is_remark(cell);
}

/* A number written is the number read, to the digits that are written. */
static void write_number(lc_ctx *ctx, const uint8_t *data, size_t size)
{
    double number = 0, again;
    lc_text text;
    memcpy(&number, data, size < sizeof number ? size : sizeof number);
    lc_text_init(&text, ctx);
    lc_text_add_number(&text, number, "-");
    fuzz_check(isfinite(number) != (strcmp(text.bytes, "-") == 0), "only numbers are written");
    if (isfinite(number) && lc_text_number(text.bytes, &again))
        fuzz_check(fabs(again - number) <= fabs(number) * 1e-11, "a number is read back");
    else
        fuzz_check(!isfinite(number) || fabs(number) > 1e300, "a number is read");
    lc_text_clear(&text);
}

static void check_day(lc_ctx *ctx, const char *cell)
{
    char day[11], last[11], again[11];
    bool read = lc_text_date(cell, day);
    fuzz_check(read == lc_text_date_end(cell, last), "a day is one whichever end is asked for");
    fuzz_check(lc_text_is_utf8(lc_date_words(ctx, cell).s, strlen(lc_date_words(ctx, cell).s)) ||
                   !lc_text_is_utf8(cell, strlen(cell)),
               "days are told in UTF-8");
    bool exact;
    char of_cell[11];
    if (lc_cell_date(cell, of_cell, &exact))
        fuzz_check(lc_text_date(of_cell, again) && strcmp(of_cell, again) == 0,
                   "a cell's day is a day");
    else
        fuzz_check(!read, "a day is one in a cell, too");
    if (!read)
        return;
    fuzz_check(strcmp(day, of_cell) == 0, "and the same");
    fuzz_check(strlen(day) == 10 && day[4] == '-' && day[7] == '-', "days are YYYY-MM-DD");
    fuzz_check(strcmp(day, last) <= 0 && strncmp(day, last, 4) == 0, "first comes before last");
    fuzz_check(lc_text_date(day, again) && strcmp(day, again) == 0, "a day stays itself");
    fuzz_check(lc_text_date_end(last, again) && strcmp(last, again) == 0, "at either end");
}

static void check_words(const char *cell)
{
    static const char *const names[] = {"name", "名称", "area_m2", "longitude", "经度"};
    const char *const itself[] = {"", cell, "x"};
    char cut[9], classes[LC_QUESTION_WORD], again[LC_QUESTION_WORD];
    size_t size = strlen(cell);
    const char *near = lc_text_nearest(cell, names, sizeof names / sizeof *names);
    bool listed = near == NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        listed = listed || near == names[i];
    fuzz_check(listed, "the nearest word is one of those there are");
    near = lc_text_nearest(cell, itself, 3);
    fuzz_check(near == NULL || near == cell || size < 3, "nothing is nearer than itself");
    fuzz_check(lc_text_same_name(cell, "area m2") == lc_text_same_name("area m2", cell),
               "the same both ways");
    fuzz_check(lc_text_same_name(cell, cell), "and to itself");
    lc_text_cut(cut, sizeof cut, cell);
    fuzz_check(strncmp(cut, cell, strlen(cut)) == 0 &&
                   (size >= sizeof cut || strcmp(cut, cell) == 0),
               "a cut text is the beginning");
    fuzz_check(!lc_text_is_utf8(cell, size) || lc_text_is_utf8(cut, strlen(cut)),
               "of whole characters");
    const char *level = lc_choice_find(lc_level_choices, LC_LEVEL_CHOICES, cell);
    fuzz_check(level == NULL || lc_choice_find(lc_level_choices, LC_LEVEL_CHOICES, level) == level,
               "a code means itself");
    if (lc_question_classes(cell, classes))
        fuzz_check(lc_question_classes(classes, again) && strcmp(classes, again) == 0,
                   "a list of codes stays itself");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    char *cell = fuzz_text(data, size), *copy = fuzz_text(data, size);
    double number, trimmed;
    check_number(cell);
    check_figure(cell);
    check_day(ctx, cell);
    check_words(cell);
    write_number(ctx, data, size);
    const char *bare = lc_text_trim(copy);
    fuzz_check(lc_text_blank(cell) == (*bare == '\0'), "a blank cell is one without anything");
    if (lc_text_number(cell, &number))
        fuzz_check(lc_text_number(bare, &trimmed) && same_bits(number, trimmed),
                   "blanks around a number do not count");
    check_number(bare);
    check_figure(bare);
    check_day(ctx, bare);
    free(cell);
    free(copy);
    lc_ctx_free(ctx);
    return 0;
}
