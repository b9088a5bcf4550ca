/* Each foot rule with ways as OpenStreetMap has them. */
#include "lc_test.h"

#include "osm/foot.h"
#include "osm/rules.h"

static lc_foot_rules *rules; /* the built-in table, for all tests that do not change it */

/* Rules on tags given as "key=value" texts up to NULL. */
static lc_foot ask(const char *const *texts)
{
    static char room[16][64];
    lc_osm_tag tags[16];
    size_t count = 0;
    for (; texts[count] != NULL; count++) {
        assert_true(count < 16 && strlen(texts[count]) < sizeof room[0]);
        strcpy(room[count], texts[count]);
        char *mark = strchr(room[count], '=');
        assert_non_null(mark);
        *mark = '\0';
        tags[count] = (lc_osm_tag){room[count], mark + 1};
    }
    lc_foot foot;
    bool walkable = lc_foot_rule(rules, tags, count, &foot);
    assert_int_equal(walkable, foot.forward || foot.backward);
    assert_int_equal(walkable, strcmp(foot.access, "none") != 0);
    return foot;
}

#define ASK(...) ask((const char *const[]){__VA_ARGS__, NULL})

/* Walked both ways because of `rule`. */
#define assert_walked(rule_name, ...)                                                              \
    do {                                                                                           \
        lc_foot foot_ = ASK(__VA_ARGS__);                                                          \
        assert_string_equal(foot_.rule, rule_name);                                                \
        assert_true(foot_.forward &&foot_.backward);                                               \
    } while (0)
#define assert_closed(rule_name, ...)                                                              \
    do {                                                                                           \
        lc_foot foot_ = ASK(__VA_ARGS__);                                                          \
        assert_string_equal(foot_.rule, rule_name);                                                \
        assert_false(foot_.forward || foot_.backward);                                             \
    } while (0)

static void no_highway(void **state)
{
    (void)state;
    assert_closed("no_highway", "route=ferry", "foot=yes");
    lc_foot foot;
    assert_false(lc_foot_rule(rules, NULL, 0, &foot));
    assert_null(foot.road_class);
}

static void classes_for_walkers(void **state)
{
    (void)state;
    assert_walked("class_open", "highway=footway");
    assert_walked("class_open", "highway=path");
    assert_walked("class_open", "highway=pedestrian");
    assert_walked("class_open", "highway=corridor", "indoor=yes");
    assert_walked("class_open", "highway=platform");
    assert_walked("class_open", "highway=elevator");
}

static void classes_of_streets(void **state)
{
    (void)state;
    assert_walked("class_open", "highway=living_street");
    assert_walked("class_open", "highway=residential");
    assert_walked("class_open", "highway=service", "service=alley");
    assert_walked("class_open", "highway=unclassified");
    assert_walked("class_open", "highway=track");
    assert_walked("class_open", "highway=tertiary_link");
    assert_walked("class_open", "highway=secondary");
    assert_walked("class_open", "highway=primary");
    assert_walked("class_open", "highway=trunk", "name=沪太路");
}

static void steps_are_told(void **state)
{
    (void)state;
    assert_walked("class_open", "highway=steps");
    assert_true(ASK("highway=steps").steps);
    assert_false(ASK("highway=footway").steps);
    assert_string_equal(ASK("highway=footway").road_class, "footway");
}

static void motorways(void **state)
{
    (void)state;
    assert_closed("class_closed", "highway=motorway");
    assert_closed("class_closed", "highway=motorway_link", "access=yes");
    assert_walked("foot_yes", "highway=motorway", "foot=yes");
    assert_walked("sidewalk", "highway=motorway", "sidewalk=right");
    assert_closed("class_closed", "highway=motorway", "sidewalk=separate");
}

static void motorroads(void **state)
{
    (void)state;
    assert_closed("motorroad", "highway=trunk", "motorroad=yes");
    assert_walked("class_open", "highway=trunk", "motorroad=no");
    assert_walked("sidewalk", "highway=trunk", "motorroad=yes", "sidewalk=both");
    assert_walked("foot_yes", "highway=primary", "motorroad=yes", "foot=designated");
}

static void elevated_roads_of_shanghai(void **state)
{
    (void)state;
    assert_closed("elevated", "highway=trunk", "name=内环高架路");
    assert_closed("elevated", "highway=primary", "name=北翟快速路");
    assert_closed("elevated", "highway=trunk_link", "name:zh=延安高架路");
    assert_walked("sidewalk_side", "highway=trunk", "name=内环高架路", "sidewalk:right=yes");
    assert_walked("sidewalk", "highway=trunk", "name=内环高架路", "sidewalk=left");
    /* The street beside or below an elevated road, and a small street that has the word in its
     * name. */
    assert_walked("class_open", "highway=primary", "name=北翟快速路辅路");
    assert_walked("class_open", "highway=primary", "name=逸仙高架路地面道路");
    assert_walked("class_open", "highway=residential", "name=高架一村");
}

static void cycleways_only_with_foot(void **state)
{
    (void)state;
    assert_closed("class_closed", "highway=cycleway");
    assert_closed("class_closed", "highway=cycleway", "access=yes");
    assert_walked("foot_yes", "highway=cycleway", "foot=designated");
    assert_walked("foot_yes", "highway=cycleway", "foot=yes", "segregated=yes");
    assert_closed("class_closed", "highway=bridleway");
    assert_closed("class_closed", "highway=busway");
}

static void foot_goes_over_access_over_class(void **state)
{
    (void)state;
    assert_walked("foot_yes", "highway=service", "access=private", "foot=yes");
    assert_walked("foot_yes", "highway=residential", "foot=permissive", "access=no");
    assert_closed("foot_no", "highway=residential", "foot=no");
    assert_closed("foot_no", "highway=trunk", "foot=no", "sidewalk=both");
    assert_closed("access_no", "highway=residential", "access=no");
    assert_closed("access_no", "highway=residential", "access=no", "sidewalk=both");
}

/* Walked both ways, but only where a walk begins or ends, because of `rule`. */
#define assert_ends(rule_name, ...)                                                                \
    do {                                                                                           \
        assert_walked(rule_name, __VA_ARGS__);                                                     \
        assert_string_equal(ASK(__VA_ARGS__).access, "ends");                                      \
    } while (0)
#define assert_through(...) assert_string_equal(ASK(__VA_ARGS__).access, "through")

static void private_ways_are_for_the_ends_of_a_walk(void **state)
{
    (void)state;
    assert_ends("access_private", "highway=service", "access=private");
    assert_ends("access_private", "highway=residential", "access=residents");
    assert_ends("access_private", "highway=service", "access=destination");
    assert_ends("access_private", "highway=service", "access=customers");
    assert_ends("access_private", "highway=service", "access=delivery");
    assert_ends("access_private", "highway=residential", "access=private", "sidewalk=both");
    assert_ends("foot_private", "highway=service", "foot=private");
    assert_ends("foot_private", "highway=path", "access=yes", "foot=destination");
    assert_through("highway=service");
    assert_through("highway=service", "access=private", "foot=yes");
    /* To be let in opens nothing that is no street for walkers. */
    assert_closed("class_closed", "highway=motorway", "access=private");
    assert_closed("class_closed", "highway=cycleway", "foot=private");
    assert_closed("not_there", "highway=construction", "access=private");
}

static void sidepaths_keep_the_street(void **state)
{
    (void)state;
    assert_walked("class_open", "highway=secondary", "foot=use_sidepath");
    assert_walked("class_open", "highway=secondary", "sidewalk=separate");
    assert_walked("class_open", "highway=secondary", "sidewalk=no");
}

static void what_is_not_there(void **state)
{
    (void)state;
    assert_closed("not_there", "highway=construction", "construction=footway", "foot=yes");
    assert_closed("not_there", "highway=proposed", "foot=yes");
    assert_closed("not_there", "highway=raceway");
    assert_closed("not_there", "highway=via_ferrata");
    assert_closed("class_unknown", "highway=bus_stop");
    assert_closed("class_unknown", "highway=rest_area");
    assert_walked("foot_yes", "highway=something_new", "foot=yes");
}

static void areas(void **state)
{
    (void)state;
    assert_walked("class_open", "highway=pedestrian", "area=yes");
    assert_walked("class_open", "highway=footway", "area=yes");
    assert_closed("vehicle_area", "highway=service", "area=yes");
    assert_walked("class_open", "highway=service", "area=no");
}

static void oneway_is_for_vehicles(void **state)
{
    (void)state;
    assert_walked("class_open", "highway=residential", "oneway=yes");
    assert_walked("class_open", "highway=footway", "oneway=-1");
    assert_walked("class_open", "highway=residential", "oneway=yes", "oneway:foot=no");
}

static void one_way_for_walkers(void **state)
{
    (void)state;
    lc_foot foot = ASK("highway=footway", "oneway:foot=yes");
    assert_true(foot.forward && !foot.backward);
    foot = ASK("highway=footway", "oneway:foot=-1");
    assert_true(!foot.forward && foot.backward);
    foot = ASK("highway=footway", "foot:backward=no");
    assert_true(foot.forward && !foot.backward);
    foot = ASK("highway=footway", "foot:forward=no");
    assert_true(!foot.forward && foot.backward);
}

static void escalators(void **state)
{
    (void)state;
    lc_foot foot = ASK("highway=steps", "conveying=forward");
    assert_true(foot.forward && !foot.backward && foot.steps);
    foot = ASK("highway=steps", "conveying=backward");
    assert_true(!foot.forward && foot.backward);
    assert_walked("class_open", "highway=steps", "conveying=yes");
    assert_walked("class_open", "highway=steps", "conveying=reversible");
}

/* Contradicting tags can close both directions; the way is then no street. */
static void both_directions_closed(void **state)
{
    (void)state;
    assert_closed("foot_not_backward", "highway=footway", "foot:forward=no", "foot:backward=no");
    assert_closed("conveying_backward", "highway=steps", "oneway:foot=yes", "conveying=backward");
}

/* --- what a way is --- */

static void kinds_of_ways(void **state)
{
    (void)state;
    assert_string_equal(ASK("highway=residential").kind, "plain");
    assert_string_equal(ASK("highway=steps").kind, "steps");
    assert_string_equal(ASK("highway=elevator").kind, "elevator");
    assert_string_equal(ASK("highway=footway", "footway=crossing").kind, "crossing");
    assert_string_equal(ASK("highway=path", "path=crossing").kind, "crossing");
    assert_string_equal(ASK("highway=footway", "footway=sidewalk").kind, "plain");
    assert_string_equal(ASK("highway=pedestrian", "area=yes").kind, "area");
    assert_string_equal(ASK("highway=pedestrian").kind, "plain");
    assert_true(ASK("highway=residential").wait_s == 0);
}

/* --- nodes --- */

static lc_foot_node ask_node(const char *const *texts, bool *spoken)
{
    char room[8][64];
    lc_osm_tag tags[8];
    size_t count = 0;
    for (; texts[count] != NULL; count++) {
        assert_true(count < 8 && strlen(texts[count]) < sizeof room[0]);
        strcpy(room[count], texts[count]);
        char *mark = strchr(room[count], '=');
        *mark = '\0';
        tags[count] = (lc_osm_tag){room[count], mark + 1};
    }
    lc_foot_node node;
    *spoken = lc_foot_node_rule(rules, tags, count, &node);
    return node;
}

static void assert_node(const char *const *texts, const char *rule, const char *kind, bool passes,
                        double wait_s)
{
    bool spoken;
    lc_foot_node node = ask_node(texts, &spoken);
    assert_true(spoken);
    assert_string_equal(node.rule, rule);
    assert_string_equal(node.kind, kind);
    assert_int_equal(node.passes, passes);
    assert_true(node.wait_s == wait_s);
}
#define NODE(...) ((const char *const[]){__VA_ARGS__, NULL})

static void gates_are_passed_in_ten_seconds(void **state)
{
    (void)state;
    assert_node(NODE("barrier=gate"), "node_gate", "gate", true, 10);
    assert_node(NODE("barrier=lift_gate"), "node_gate", "gate", true, 10);
    assert_node(NODE("barrier=gate", "access=private", "foot=yes"), "node_gate", "gate", true, 10);
    assert_node(NODE("barrier=gate", "locked=no"), "node_gate", "gate", true, 10);
}

static void barriers_to_vehicles_are_passed_at_once(void **state)
{
    (void)state;
    assert_node(NODE("barrier=bollard"), "node_passage", "barrier", true, 0);
    assert_node(NODE("barrier=kissing_gate"), "node_passage", "barrier", true, 0);
    assert_node(NODE("barrier=stile"), "node_passage", "barrier", true, 0);
    assert_node(NODE("barrier=turnstile"), "node_passage", "barrier", true, 0);
    assert_node(NODE("barrier=entrance"), "node_passage", "barrier", true, 0);
    bool spoken;
    (void)ask_node(NODE("barrier=something_new"), &spoken);
    assert_false(spoken);
}

static void walls_and_locks_block(void **state)
{
    (void)state;
    assert_node(NODE("barrier=wall"), "node_wall", "barrier", false, 0);
    assert_node(NODE("barrier=fence"), "node_wall", "barrier", false, 0);
    assert_node(NODE("barrier=hedge"), "node_wall", "barrier", false, 0);
    assert_node(NODE("barrier=jersey_barrier"), "node_wall", "barrier", false, 0);
    assert_node(NODE("barrier=gate", "locked=yes"), "node_locked", "barrier", false, 0);
    assert_node(NODE("barrier=gate", "access=private"), "node_access_no", "barrier", false, 0);
    assert_node(NODE("barrier=bollard", "access=no"), "node_access_no", "barrier", false, 0);
    assert_node(NODE("barrier=gate", "foot=no"), "node_foot_no", "barrier", false, 0);
    /* access=no with an exception for walkers, which bollards often have. */
    assert_node(NODE("barrier=bollard", "access=no", "foot=yes"), "node_passage", "barrier", true,
                0);
}

static void crossings_and_lifts(void **state)
{
    (void)state;
    assert_node(NODE("highway=crossing"), "node_crossing", "crossing", true, 0);
    assert_node(NODE("highway=elevator"), "node_elevator", "elevator", true, 0);
    assert_node(NODE("highway=traffic_signals", "crossing=traffic_signals"), "node_signals",
                "crossing", true, 0);
    bool spoken;
    (void)ask_node(NODE("highway=traffic_signals"), &spoken);
    assert_false(spoken);
    (void)ask_node(NODE("highway=crossing", "crossing=no"), &spoken);
    assert_false(spoken);
}

static void keys_of_nodes_are_told(void **state)
{
    (void)state;
    bool barrier = false, highway = false, foot = false;
    const char *key;
    for (size_t i = 0; (key = lc_foot_rules_node_key(rules, i)) != NULL; i++) {
        barrier |= strcmp(key, "barrier") == 0;
        highway |= strcmp(key, "highway") == 0;
        foot |= strcmp(key, "area") == 0;
    }
    assert_true(barrier && highway && !foot);
}

/* --- what a study changes --- */

static lc_foot ask_rules(const lc_foot_rules *table, const lc_osm_tag *tags, size_t count)
{
    lc_foot foot;
    (void)lc_foot_rule(table, tags, count, &foot);
    return foot;
}

static void rows_are_switched_on(void **state)
{
    lc_ctx *ctx = *state;
    lc_foot_rules *own;
    const lc_osm_tag cycleway[] = {{"highway", "cycleway"}};
    const lc_osm_tag ferry[] = {{"route", "ferry"}, {"duration", "00:08"}};
    const lc_osm_tag beside[] = {{"highway", "primary"}, {"sidewalk", "separate"}};
    const lc_osm_tag sidepath[] = {{"highway", "primary"}, {"foot", "use_sidepath"}};
    assert_ok(ctx, lc_foot_rules_new(ctx, &own));
    assert_ok(ctx, lc_foot_rules_use(own, "cycleway", true, "x"));
    assert_ok(ctx, lc_foot_rules_use(own, "ferry", true, "x"));
    assert_ok(ctx, lc_foot_rules_use(own, "sidewalk_separate", true, "x"));
    assert_ok(ctx, lc_foot_rules_use(own, "use_sidepath", true, "x"));
    assert_string_equal(ask_rules(own, cycleway, 1).rule, "cycleway");
    assert_true(ask_rules(own, cycleway, 1).forward);
    lc_foot foot = ask_rules(own, ferry, 2);
    assert_string_equal(foot.rule, "ferry");
    assert_string_equal(foot.kind, "ferry");
    const lc_osm_tag closed[] = {{"route", "ferry"}, {"access", "no"}};
    assert_false(lc_foot_rule(own, closed, 2, &foot));
    foot = ask_rules(own, ferry, 2);
    assert_true(foot.forward && foot.backward && foot.wait_s == 480);
    assert_false(ask_rules(own, beside, 2).forward);
    assert_string_equal(ask_rules(own, sidepath, 2).rule, "use_sidepath");
    assert_int_equal(lc_foot_rules_use(own, "ferri", true, "study.yaml:3:4"), LC_INPUT);
    assert_message(ctx, "study.yaml:3:4: there is no foot rule \"ferri\"; did you mean \"ferry\"");
    lc_foot_rules_free(own);
}

static lc_status put(lc_foot_rules *own, const char *id, const char *on, const char *group,
                     const char *when, const char *verdict, const char *kind, const char *wait,
                     const char *before)
{
    const char *const values[LC_RULE_FIELDS] = {id,   on,   group, "",   when,  verdict,
                                                kind, wait, NULL,  NULL, before};
    return lc_foot_rules_put(own, values, "my.csv, row 2");
}

static void rows_are_replaced_and_added(void **state)
{
    lc_ctx *ctx = *state;
    lc_foot_rules *own;
    const lc_osm_tag alley[] = {{"highway", "service"}, {"service", "alley"}, {"foot", "no"}};
    assert_ok(ctx, lc_foot_rules_new(ctx, &own));
    size_t count = lc_foot_rules_count(own);
    /* To the front: goes over everything. */
    assert_ok(ctx, put(own, "alleys", "way", "walk", "service=alley", "walk", "", "", ""));
    assert_int_equal(lc_foot_rules_count(own), count + 1);
    assert_string_equal(ask_rules(own, alley, 3).rule, "alleys");
    /* The same row replaced. Its place stays. */
    assert_ok(ctx, put(own, "alleys", "way", "walk", "service=driveway", "walk", "", "", ""));
    assert_int_equal(lc_foot_rules_count(own), count + 1);
    assert_string_equal(lc_foot_rules_get(own, 0, LC_RULE_WHEN), "service=driveway");
    assert_string_equal(ask_rules(own, alley, 3).rule, "foot_no");
    /* Before a row: behind foot_no, so that foot=no wins. */
    assert_ok(ctx,
              put(own, "alleys_too", "way", "walk", "service=alley", "no", "", "", "foot_yes"));
    assert_string_equal(ask_rules(own, alley, 3).rule, "foot_no");
    assert_string_equal(ask_rules(own, alley, 2).rule, "alleys_too");
    /* A replaced row without words keeps those of the table. */
    assert_ok(ctx, put(own, "foot_no", "way", "walk", "foot=never", "no", "", "", ""));
    for (size_t i = 0; i < lc_foot_rules_count(own); i++)
        if (strcmp(lc_foot_rules_get(own, i, LC_RULE_ID), "foot_no") == 0)
            assert_string_equal(lc_foot_rules_get(own, i, LC_RULE_TEXT_EN),
                                "The foot tag says no.");
    assert_ok(ctx, put(own, "slow_gate", "node", "node", "barrier=gate", "pass", "gate", "25", ""));
    lc_foot_node node;
    const lc_osm_tag gate[] = {{"barrier", "gate"}};
    assert_true(lc_foot_node_rule(own, gate, 1, &node));
    assert_true(node.wait_s == 25);
    lc_foot_rules_free(own);
}

static void bad_rows_are_refused(void **state)
{
    lc_ctx *ctx = *state;
    lc_foot_rules *own;
    static const struct {
        const char *values[8];
        const char *words;
    } bad[] = {
        {{"Ab", "way", "walk", "", "walk", "", "", ""}, "my.csv, row 2: id \"Ab\""},
        {{"a", "path", "walk", "", "walk", "", "", ""}, "on \"path\" cannot be used: write way or"},
        {{"a", "way", "walk", "", "maybe", "", "", ""}, "verdict \"maybe\""},
        {{"a", "way", "walk", "", "", "", "", ""}, "verdict \"\""},
        {{"a", "way", "walk", "", "ends", "", "", ""}, "group \"walk\""},
        {{"a", "way", "kind", "", "", "stairs", "", ""}, "kind \"stairs\""},
        {{"a", "way", "kind", "", "", "", "", ""}, "kind \"\""},
        {{"a", "node", "node", "", "pass", "", "", ""}, "kind \"\""},
        {{"a", "node", "node", "", "walk", "gate", "", ""}, "write pass or block"},
        {{"a", "node", "node", "", "pass", "gate", "-3", ""}, "wait_s \"-3\""},
        {{"a", "way", "walk", "highway=", "walk", "", "", ""}, "a value is missing"},
        {{"a", "way", "walk", "=yes", "walk", "", "", ""}, "a key is missing"},
        {{"a", "way", "walk", "highway!=path", "walk", "", "", ""}, "write !key=value"},
        {{"a", "way", "walk", "foot=no||yes", "walk", "", "", ""}, "a value is missing"},
        {{"a", "node", "node", "", "pass", "gate", "", ""}, "a tag that the node must have"},
        {{"a", "node", "node", "!barrier", "block", "barrier", "", ""}, "when \"!barrier\""},
        {{"a", "way", "walk", "", "walk", "", "", "foot_nein"}, "did you mean \"foot_no\""},
    };
    assert_ok(ctx, lc_foot_rules_new(ctx, &own));
    size_t count = lc_foot_rules_count(own);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *const *v = bad[i].values;
        lc_ctx_clear(ctx);
        assert_int_equal(put(own, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]), LC_INPUT);
        assert_message(ctx, bad[i].words);
    }
    assert_int_equal(lc_foot_rules_count(own), count);
    lc_foot_rules_free(own);
}

static void conditions(void **state)
{
    lc_ctx *ctx = *state;
    lc_foot_rules *own;
    const lc_osm_tag tags[] = {{"highway", "path"}, {"name", "北京东路"}, {"lit", "yes"}};
    static const struct {
        const char *when;
        bool holds;
    } cases[] = {
        {"highway", true},          {"!highway", false},          {"highway=path", true},
        {"highway=a|path|b", true}, {"highway=pat", false},       {"!highway=track", true},
        {"name~东路", true},        {"name~西路|东路", true},     {"name~南路", false},
        {"!name~南路", true},       {"oneway,lit=yes", true},     {"oneway,lit=no", false},
        {"highway=path lit", true}, {"highway=path !lit", false}, {"  lit   name ", true},
        {"!oneway,tunnel", true},   {"!oneway,lit", false},       {"highway=path\n\t!lit", false},
    };
    assert_ok(ctx, lc_foot_rules_new(ctx, &own));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_ok(ctx, put(own, "mine", "way", "walk", cases[i].when, "no", "", "", ""));
        bool holds = strcmp(ask_rules(own, tags, 3).rule, "mine") == 0;
        if (holds != cases[i].holds)
            fail_msg("%s", cases[i].when);
    }
    lc_foot_rules_free(own);
}

static void durations(void **state)
{
    (void)state;
    double s;
    assert_true(lc_osm_duration("10", &s) && s == 600);
    assert_true(lc_osm_duration("00:08", &s) && s == 480);
    assert_true(lc_osm_duration("1:00:30", &s) && s == 3630);
    assert_true(lc_osm_duration("PT10M", &s) && s == 600);
    assert_true(lc_osm_duration("PT1H30M5S", &s) && s == 5405);
    assert_false(lc_osm_duration("", &s));
    assert_false(lc_osm_duration("ten", &s));
    assert_false(lc_osm_duration("10:", &s));
    assert_false(lc_osm_duration("1:2:3:4", &s));
    assert_false(lc_osm_duration("PT", &s));
    assert_false(lc_osm_duration("PT5", &s));
    assert_false(lc_osm_duration("99999", &s));
}

/* --- the page --- */

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 16);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 16) - 1, file) > 0);
    fclose(file);
    return text;
}

/* A condition as a cell of a Markdown table has it. */
static void cell(const char *text, char *out)
{
    for (; *text != '\0'; *out++ = *text++)
        if (*text == '|')
            *out++ = '\\';
    *out = '\0';
}

/* The page has a line for every row of the table, and every row has words in both languages. */
static void the_page_tells_the_table(void **state)
{
    (void)state;
    char *page = read_text(LC_SOURCE_DIR "/docs/network.md");
    for (size_t i = 0; i < lc_foot_rules_count(rules); i++) {
        char mark[1024], when[512];
        cell(lc_foot_rules_get(rules, i, LC_RULE_WHEN), when);
        snprintf(mark, sizeof mark, "| `%s` | `%s` | %s |", lc_foot_rules_get(rules, i, LC_RULE_ID),
                 when[0] != '\0' ? when : "(always)",
                 lc_foot_rules_get(rules, i, LC_RULE_VERDICT)[0] != '\0'
                     ? lc_foot_rules_get(rules, i, LC_RULE_VERDICT)
                     : lc_foot_rules_get(rules, i, LC_RULE_KIND));
        if (strstr(page, mark) == NULL)
            fail_msg("docs/network.md lacks %s", mark);
        assert_true(lc_foot_rules_get(rules, i, LC_RULE_TEXT_EN)[0] != '\0');
        assert_true(lc_foot_rules_get(rules, i, LC_RULE_TEXT_ZH)[0] != '\0');
    }
    free(page);
}

static int open_rules(void **state)
{
    static lc_ctx *ctx;
    ctx = lc_ctx_new();
    *state = ctx;
    return ctx == NULL || lc_foot_rules_new(ctx, &rules) != LC_OK;
}

static int close_rules(void **state)
{
    lc_foot_rules_free(rules);
    lc_ctx_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(no_highway),
        LC_TEST(classes_for_walkers),
        LC_TEST(classes_of_streets),
        LC_TEST(steps_are_told),
        LC_TEST(motorways),
        LC_TEST(motorroads),
        LC_TEST(elevated_roads_of_shanghai),
        LC_TEST(cycleways_only_with_foot),
        LC_TEST(foot_goes_over_access_over_class),
        LC_TEST(private_ways_are_for_the_ends_of_a_walk),
        LC_TEST(sidepaths_keep_the_street),
        LC_TEST(what_is_not_there),
        LC_TEST(areas),
        LC_TEST(oneway_is_for_vehicles),
        LC_TEST(one_way_for_walkers),
        LC_TEST(escalators),
        LC_TEST(both_directions_closed),
        LC_TEST(kinds_of_ways),
        LC_TEST(gates_are_passed_in_ten_seconds),
        LC_TEST(barriers_to_vehicles_are_passed_at_once),
        LC_TEST(walls_and_locks_block),
        LC_TEST(crossings_and_lifts),
        LC_TEST(keys_of_nodes_are_told),
        LC_TEST(rows_are_switched_on),
        LC_TEST(rows_are_replaced_and_added),
        LC_TEST(bad_rows_are_refused),
        LC_TEST(conditions),
        LC_TEST(durations),
        LC_TEST(the_page_tells_the_table),
    };
    return cmocka_run_group_tests_name("osm_foot", tests, open_rules, close_rules);
}
