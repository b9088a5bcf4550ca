/* Each foot rule with ways as OpenStreetMap has them. */
#include "lc_test.h"

#include "osm/foot.h"

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
    bool walkable = lc_foot_rule(tags, count, &foot);
    assert_int_equal(walkable, foot.forward || foot.backward);
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
    assert_false(lc_foot_rule(NULL, 0, &foot));
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
    assert_walked("sidewalk", "highway=trunk", "name=内环高架路", "sidewalk:right=yes");
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
    assert_closed("foot_no", "highway=service", "access=yes", "foot=private");
    assert_closed("access_no", "highway=residential", "access=no");
    assert_closed("access_no", "highway=residential", "access=no", "sidewalk=both");
}

static void gated_compounds_are_closed(void **state)
{
    (void)state;
    assert_closed("access_no", "highway=service", "access=private");
    assert_closed("access_no", "highway=residential", "access=residents");
    assert_walked("class_open", "highway=service", "access=destination");
    assert_walked("class_open", "highway=service", "access=customers");
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
    assert_closed("class_never", "highway=construction", "construction=footway", "foot=yes");
    assert_closed("class_never", "highway=proposed", "foot=yes");
    assert_closed("class_never", "highway=raceway");
    assert_closed("class_never", "highway=via_ferrata");
    assert_closed("class_closed", "highway=bus_stop");
    assert_closed("class_closed", "highway=rest_area");
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
    assert_closed("class_open", "highway=footway", "foot:forward=no", "foot:backward=no");
}

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

/* The page names every rule and every class of the table, and every rule has Chinese words. */
static void the_page_tells_the_table(void **state)
{
    lc_ctx *ctx = *state;
    lc_ctx_set_language(ctx, LC_LANG_ZH);
    char *page = read_text(LC_SOURCE_DIR "/docs/network.md");
    bool a, b;
    const char *words;
    for (size_t i = 0; lc_foot_rule_name(i, &a, &words) != NULL; i++) {
        char mark[64];
        snprintf(mark, sizeof mark, "| `%s` | %s |", lc_foot_rule_name(i, &a, &words),
                 a ? "yes" : "no");
        if (strstr(page, mark) == NULL)
            fail_msg("docs/network.md lacks %s", mark);
        if (strcmp(lc_tr(ctx, words), words) == 0)
            fail_msg("no Chinese for: %s", words);
    }
    for (size_t i = 0; lc_foot_class(i, &a, &b) != NULL; i++) {
        char mark[64];
        snprintf(mark, sizeof mark, "`%s`", lc_foot_class(i, &a, &b));
        if (strstr(page, mark) == NULL)
            fail_msg("docs/network.md lacks the class %s", mark);
    }
    free(page);
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
        LC_TEST(gated_compounds_are_closed),
        LC_TEST(sidepaths_keep_the_street),
        LC_TEST(what_is_not_there),
        LC_TEST(areas),
        LC_TEST(oneway_is_for_vehicles),
        LC_TEST(one_way_for_walkers),
        LC_TEST(escalators),
        LC_TEST(both_directions_closed),
        LC_TEST(the_page_tells_the_table),
    };
    return cmocka_run_group_tests_name("osm_foot", tests, NULL, NULL);
}
