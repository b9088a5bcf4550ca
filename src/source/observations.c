/* Figures that offices report: the same questions as those of targets, of a region and a day. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/plans.h"
#include "source/question.h"
#include "source/source.h"
#include "source/write.h"

typedef struct observation_reader {
    lc_questions asked;
    const char *default_mode; /* of targets that name none */
    lc_stmt *insert, *same;
} observation_reader;

typedef struct observation {
    const char *region_code;
    lc_indicator_info indicator;
    char *parameters; /* owned */
    char question[LC_QUESTION_MAX];
    char day[11];
    lc_question_value figure; /* as written */
    double scale;             /* 100 for %, 1000 for per mille, else 1 */
    double rounding;          /* half a unit of its last digit, as written */
} observation;

/* --- what is reported --- */

/* A word such as carers_trained. */
static bool is_key(const char *word)
{
    if (!islower((unsigned char)word[0]) || strlen(word) >= LC_INDICATOR_ID)
        return false;
    return word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

/* A free word is the key of a figure that no map gives. Beside parameters it would be an indicator
 * whose name is written wrong. */
static lc_status read_free_key(observation_reader *reader, observation *o, const char *word)
{
    lc_questions *asked = &reader->asked;
    const char *parameters = lc_feed_text(&asked->feed, LC_F_PARAMETERS);
    if (!is_key(word) || !lc_text_blank(parameters) ||
        !lc_indicator_find(asked->store, "reported", &o->indicator))
        return lc_question_no_indicator(asked, word);
    o->parameters = lc_format(asked->ctx, "key=%s", word);
    return o->parameters != NULL ? LC_OK : LC_MEMORY;
}

static lc_status read_what(observation_reader *reader, observation *o, bool *ok)
{
    lc_questions *asked = &reader->asked;
    const char *word = lc_feed_text(&asked->feed, LC_F_INDICATOR);
    *ok = false;
    if (word == NULL)
        return lc_feed_reject(&asked->feed, "missing_value", "indicator", NULL, NULL);
    lc_status status = lc_indicator_find(asked->store, word, &o->indicator)
                           ? lc_question_parameters(asked, &o->indicator, &o->parameters)
                           : read_free_key(reader, o, word);
    if (status != LC_OK || o->parameters == NULL)
        return status;
    *ok = lc_indicator_question(&o->indicator, o->parameters, reader->default_mode, o->question);
    return *ok ? LC_OK
               : lc_question_reject(asked, LC_F_PARAMETERS,
                                    lc_feed_text(&asked->feed, LC_F_PARAMETERS), "types=...");
}

/* --- the figure and its day --- */

/* Half a unit of the last digit that is written: 0.5 of 120, 0.05 of 15.9. */
static double rounding_of(const char *written)
{
    const char *point = strchr(written, '.');
    size_t decimals = point != NULL ? strspn(point + 1, "0123456789") : 0;
    return 0.5 * pow(10, -(double)decimals);
}

static double scale_of(const char *unit)
{
    if (unit == NULL)
        return 1;
    return strcmp(unit, "%") == 0 ? 100 : strcmp(unit, "‰") == 0 ? 1000 : 1;
}

static lc_status read_figure(observation_reader *reader, observation *o, bool *ok)
{
    lc_questions *asked = &reader->asked;
    lc_status status = lc_question_figure(asked, &o->indicator, false, &o->figure, ok);
    if (status != LC_OK || !*ok)
        return status;
    *ok = !isnan(o->figure.value);
    if (!*ok)
        return lc_feed_reject(&asked->feed, "missing_value", "value", NULL, NULL);
    o->scale = scale_of(o->figure.unit);
    o->rounding = rounding_of(lc_feed_text(&asked->feed, LC_F_VALUE));
    return LC_OK;
}

/* A figure of a year or a month is that of its last day. */
static lc_status read_day(observation_reader *reader, observation *o, bool *ok)
{
    lc_questions *asked = &reader->asked;
    const char *written = lc_feed_text(&asked->feed, LC_F_DATE), *as_of = asked->study->as_of;
    *ok = written != NULL && lc_text_date_end(written, o->day);
    if (written == NULL)
        return lc_feed_reject(&asked->feed, "missing_value", "date", NULL, NULL);
    if (!*ok)
        return lc_question_reject(asked, LC_F_DATE, written, "2025-12-31, 2025-12, 2025");
    if (strcmp(o->day, as_of) <= 0)
        return LC_OK;
    return lc_feed_note(&asked->feed, "observation_ahead", "date", o->day, as_of);
}

/* --- one row --- */

/* Is there a figure already for this question, region and day? It stays, and this one goes. */
static lc_status check_same(observation_reader *reader, const observation *o, bool *ok)
{
    bool row = false;
    char before[24];
    lc_stmt_reset(reader->same);
    lc_stmt_bind_text(reader->same, ":question", o->question);
    lc_stmt_bind_text(reader->same, ":region_code", o->region_code);
    lc_stmt_bind_text(reader->same, ":day", o->day);
    lc_status status = lc_stmt_step(reader->same, &row);
    *ok = status == LC_OK && !row;
    if (status != LC_OK || !row)
        return status;
    bool equal = lc_stmt_double(reader->same, 0) == o->figure.value / o->scale;
    snprintf(before, sizeof before, "%lld", (long long)lc_stmt_int(reader->same, 1));
    lc_feed *feed = &reader->asked.feed;
    return lc_feed_reject(feed, equal ? "repeated_observation" : "conflicting_observation", "value",
                          lc_feed_text(feed, LC_F_VALUE), before);
}

static lc_status write_row(observation_reader *reader, const observation *o)
{
    lc_stmt *stmt = reader->insert;
    const lc_feed *feed = &reader->asked.feed;
    lc_stmt_bind_text(stmt, ":indicator", o->indicator.id);
    lc_stmt_bind_text(stmt, ":parameters", o->parameters);
    lc_stmt_bind_text(stmt, ":question", o->question);
    lc_stmt_bind_text(stmt, ":region_code", o->region_code);
    lc_stmt_bind_text(stmt, ":day", o->day);
    lc_stmt_bind_double(stmt, ":value", o->figure.value / o->scale);
    lc_stmt_bind_double(stmt, ":rounding", o->rounding / o->scale);
    lc_stmt_bind_text(stmt, ":unit", o->figure.unit);
    lc_stmt_bind_text(stmt, ":source", lc_feed_text(feed, LC_F_SOURCE));
    lc_stmt_bind_text(stmt, ":text", lc_feed_text(feed, LC_F_TEXT));
    lc_stmt_bind_text(stmt, ":text_en", lc_feed_text(feed, LC_F_TEXT_EN));
    lc_stmt_bind_int(stmt, ":input_id", feed->input_id);
    lc_stmt_bind_int(stmt, ":row_no", feed->record->row);
    return lc_stmt_run(stmt);
}

static lc_status read_row(void *user)
{
    observation_reader *reader = user;
    observation o = {.parameters = NULL};
    bool ok = false;
    lc_status status = lc_question_region(&reader->asked, &o.region_code, &ok);
    if (status == LC_OK && ok)
        status = read_what(reader, &o, &ok);
    if (status == LC_OK && ok)
        status = read_figure(reader, &o, &ok);
    if (status == LC_OK && ok)
        status = read_day(reader, &o, &ok);
    if (status == LC_OK && ok)
        status = check_same(reader, &o, &ok);
    if (status == LC_OK && ok) {
        status = write_row(reader, &o);
        lc_feed_keep(&reader->asked.feed);
    }
    free(o.parameters);
    return status;
}

/* `must_have`: a file without one row that can be used is a mistake. */
static lc_status read_file(observation_reader *reader, const lc_source *source, bool must_have)
{
    static const lc_source_field needed[] = {LC_F_INDICATOR, LC_F_VALUE, LC_F_DATE};
    lc_questions *asked = &reader->asked;
    lc_feed *feed = &asked->feed;
    lc_status status = lc_feed_open(feed, asked->store, asked->study, source, NULL, false);
    for (size_t i = 0; status == LC_OK && i < sizeof needed / sizeof *needed; i++)
        status = lc_feed_require(feed, needed[i]);
    if (status == LC_OK)
        status = lc_feed_rows(feed, read_row, reader);
    if (status == LC_OK)
        status = lc_feed_finish(feed, must_have);
    lc_feed_close(feed);
    return status;
}

/* The baselines that a built-in plan states. They are of its own place and say nothing of another
 * that the plan is held against. */
static lc_status read_plan(observation_reader *reader, const lc_source_plans *plans,
                           const char *code)
{
    lc_source source;
    const lc_source_plan *plan;
    bool elsewhere = false;
    lc_status status = lc_source_plan_get(plans, NULL, code, &plan);
    if (status != LC_OK ||
        !lc_source_plan_file(plan, LC_PLAN_OBSERVATIONS, LC_ROLE_OBSERVATIONS, &source))
        return status;
    status = lc_questions_of_plan(&reader->asked, plan, &elsewhere);
    return status == LC_OK && !elsewhere ? read_file(reader, &source, false) : status;
}

static lc_status read_plans(observation_reader *reader, const lc_study *study)
{
    lc_source_plans plans;
    lc_status status = lc_source_plans_load(&plans, reader->asked.ctx);
    for (size_t i = 0; status == LC_OK && i < study->plan_count; i++)
        status = read_plan(reader, &plans, study->plans[i].code);
    lc_source_plans_clear(&plans);
    return status;
}

lc_status lc_source_observations(lc_store *store, const lc_study *study)
{
    observation_reader reader = {.default_mode = study->network ? "network" : "circle"};
    lc_status status = lc_questions_open(&reader.asked, store, study, "bad_observation");
    if (status == LC_OK)
        status = lc_store_run(store, "source/delete_observation");
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_observation", &reader.insert);
    if (status == LC_OK)
        status = lc_store_query(store, "source/select_observation", &reader.same);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_OBSERVATIONS)
            status = lc_source_done(store, study, &study->sources[i],
                                    read_file(&reader, &study->sources[i], true));
    if (status == LC_OK)
        status = read_plans(&reader, study);
    lc_stmt_free(reader.insert);
    lc_stmt_free(reader.same);
    lc_questions_clear(&reader.asked);
    return status;
}
