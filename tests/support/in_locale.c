/* A program that takes its user's locale, as desktop programs do, and then calls the library:
 * in_locale [+]STUDY OUT. With + the calling thread has the locale, not only the process. Answers
 * with 77 where the locale that the environment names is not there, or has no decimal comma. */
#include <lifecircle/lifecircle.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc != 3 || setlocale(LC_ALL, "") == NULL || strcmp(localeconv()->decimal_point, ",") != 0)
        return 77;
    /* as a thread of its own may have it: SpatiaLite's setlocale does not reach that, so the comma
     * stays to the end */
    locale_t own = newlocale(LC_ALL_MASK, "", (locale_t)0);
    if (argv[1][0] == '+' && (own == (locale_t)0 || uselocale(own) == (locale_t)0))
        return 77;
    lc_ctx *ctx = lc_ctx_new();
    lc_ctx_set_language(ctx, LC_LANG_EN);
    lc_run_options options = {.out = argv[2], .language_set = true};
    lc_run_result result;
    lc_status status = lc_run(ctx, argv[1] + (argv[1][0] == '+'), &options, &result);
    if (status != LC_OK)
        (void)fprintf(stderr, "%s\n", lc_ctx_message(ctx));
    lc_ctx_free(ctx);
    /* what the program itself prints is its own business */
    (void)printf("%.1f\n", 0.5);
    return status == LC_OK ? 0 : 1;
}
