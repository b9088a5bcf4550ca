#include "source/columns.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/feed.h"
#include "source/source.h"

#define ROLE(name) (1u << LC_ROLE_##name)
enum { HEADER_MAX = 256 };

typedef struct field_entry {
    const char *name;
    unsigned roles;
    const char *aliases;
} field_entry;

/* docs/study-file.md prints this table under "Aliases"; a test compares them. */
static const field_entry fields[LC_F_COUNT] = {
    [LC_F_CODE] = {"code", ROLE(REGIONS) | ROLE(FACILITIES) | ROLE(POPULATION),
                   "编码|代码|编号|区划代码|行政区划代码|统计用区划代码|adcode|gbcode"},
    [LC_F_NAME] = {"name",
                   ROLE(REGIONS) | ROLE(FACILITIES) | ROLE(POPULATION) | ROLE(STREETS) |
                       ROLE(CONTEXT),
                   "名称|设施名称|机构名称|单位名称|街镇名称|社区名称|居委名称|小区名称|道路名称|"
                   "区划名称|title"},
    [LC_F_LEVEL] = {"level", ROLE(REGIONS), "级别|层级|行政级别|admin_level"},
    [LC_F_PARENT] = {"parent", ROLE(REGIONS),
                     "上级|上级代码|上级编码|上级区划代码|parent_code|parent_id"},
    [LC_F_CLASS] = {"class", ROLE(REGIONS) | ROLE(STREETS),
                    "分类|分区|区域类型|地区类型|道路等级|"
                    "highway|fclass"},
    [LC_F_KIND] = {"kind", ROLE(REGIONS) | ROLE(CONTEXT), "类别|性质|区划类别"},
    [LC_F_TYPE] = {"type", ROLE(FACILITIES), "类型|设施类型|类别|设施类别|种类|category"},
    [LC_F_X] = {"x", ROLE(FACILITIES) | ROLE(POPULATION),
                "lon|lng|long|longitude|经度|东经|横坐标|x坐标|坐标x|point_x|easting|lon_deg"},
    [LC_F_Y] = {"y", ROLE(FACILITIES) | ROLE(POPULATION),
                "lat|latitude|纬度|北纬|纵坐标|y坐标|坐标y|point_y|northing|lat_deg"},
    [LC_F_WKT] = {"wkt", ROLE(FACILITIES) | ROLE(POPULATION), "geometry|geom|the_geom|几何|图形"},
    [LC_F_ADDRESS] = {"address", ROLE(FACILITIES), "地址|详细地址|设施地址|addr"},
    [LC_F_REGION] =
        {"region", ROLE(FACILITIES) | ROLE(POPULATION),
         "所属居委|所属居委会|所属村居|所属社区|居委|居委会|居委名称|村居|社区|社区名称|community|"
         "所属街镇|所属街道|所属乡镇|所属镇|所在街镇|所在街道|所在乡镇|街镇|街道|街道镇|街道乡镇|"
         "乡镇|乡镇街道|镇|街镇名称|街道名称|乡镇名称|street|subdistrict|town|township|"
         "所属区县|所属区|所属行政区|所在区县|所在区|区县|区|行政区|行政区划|区名|区县名称|"
         "district|"
         "county"},
    [LC_F_AREA_M2] = {"area_m2", ROLE(FACILITIES),
                      "建筑面积|总建筑面积|面积|floor_area|floor_area_m2|gfa|area"},
    [LC_F_SITE_AREA_M2] = {"site_area_m2", ROLE(FACILITIES),
                           "用地面积|占地面积|场地面积|site_area|land_area"},
    [LC_F_BEDS] = {"beds", ROLE(FACILITIES), "床位|床位数|床位总数|养老床位|养老床位数|核定床位"},
    [LC_F_BEDS_NURSING] = {"beds_nursing", ROLE(FACILITIES),
                           "护理床位|护理型床位|护理床位数|护理型床位数|nursing_beds"},
    [LC_F_BEDS_DEMENTIA] = {"beds_dementia", ROLE(FACILITIES),
                            "认知障碍床位|认知症床位|认知障碍照护床位|认知障碍照护床位数|"
                            "dementia_beds"},
    [LC_F_PLACES] = {"places", ROLE(FACILITIES), "托额|托位|托位数|名额|capacity"},
    [LC_F_MEALS_PER_DAY] = {"meals_per_day", ROLE(FACILITIES),
                            "日供餐数|日供餐能力|日均供餐|供餐能力|每日供餐客数|meals"},
    [LC_F_STAFF] = {"staff", ROLE(FACILITIES), "工作人员|人员数|职工数|从业人员|护理员|护理员数"},
    [LC_F_SOCIAL_WORKERS] = {"social_workers", ROLE(FACILITIES),
                             "社工|社工数|社工人数|社会工作者|社会工作者数|专业社工"},
    [LC_F_OWNERSHIP] = {"ownership", ROLE(FACILITIES), "所有制|性质|举办性质|权属|公办民办|owner"},
    [LC_F_CONTRACTED] = {"contracted", ROLE(FACILITIES),
                         "医养签约|签约|是否签约|签约服务|签约社区卫生服务中心|contract"},
    [LC_F_FUNCTIONS] = {"functions", ROLE(FACILITIES), "功能|服务功能|服务内容|服务项目|services"},
    [LC_F_OPENED] = {"opened", ROLE(FACILITIES),
                     "开业日期|开业时间|建成时间|建成日期|启用时间|启用日期|成立日期|开办时间|"
                     "open_date|opening_date"},
    [LC_F_CLOSED] = {"closed", ROLE(FACILITIES),
                     "关闭日期|关闭时间|停业日期|停业时间|close_date|closing_date"},
    [LC_F_RENOVATED] = {"renovated", ROLE(FACILITIES),
                        "改造日期|改造时间|改建日期|改建时间|装修日期|renovation_date"},
    [LC_F_STATUS] = {"status", ROLE(FACILITIES), "状态|运营状态|经营状态|建设状态"},
    [LC_F_LAYER] = {"layer", ROLE(STREETS), "图层|立体层|z_order"},
    [LC_F_FOOT] = {"foot", ROLE(STREETS), "步行|可步行|walk|pedestrian"},
    [LC_F_ONEWAY_FOOT] = {"oneway_foot", ROLE(STREETS), "步行单向|行人单向|foot_oneway"},
    [LC_F_ID] = {"id", ROLE(STREETS), "osm_id|fid|编号"},
    [LC_F_PLAN] = {"plan", ROLE(TARGETS), "规划|规划名称|计划"},
    [LC_F_ITEM] = {"item", ROLE(TARGETS), "指标项|指标名称|项目"},
    [LC_F_REGION_CODE] = {"region_code", ROLE(TARGETS) | ROLE(OBSERVATIONS),
                          "区划代码|行政区划代码|地区代码|区域代码"},
    [LC_F_SCOPE] = {"scope", ROLE(TARGETS), "范围|适用范围"},
    [LC_F_INDICATOR] = {"indicator", ROLE(TARGETS) | ROLE(OBSERVATIONS), "指标|指标代码"},
    [LC_F_PARAMETERS] = {"parameters", ROLE(TARGETS) | ROLE(OBSERVATIONS), "参数|params|parameter"},
    [LC_F_OP] = {"op", ROLE(TARGETS), "比较|运算符|operator|comparison"},
    [LC_F_VALUE] = {"value", ROLE(TARGETS) | ROLE(OBSERVATIONS), "目标值|指标值|数值|target"},
    [LC_F_UNIT] = {"unit", ROLE(TARGETS) | ROLE(OBSERVATIONS), "单位|计量单位"},
    [LC_F_YEAR] = {"year", ROLE(TARGETS), "年份|目标年|目标年份|年度"},
    [LC_F_NATURE] = {"nature", ROLE(TARGETS), "属性|性质|指标属性|指标性质"},
    [LC_F_SOURCE] = {"source", ROLE(TARGETS) | ROLE(OBSERVATIONS), "来源|出处|依据"},
    [LC_F_TEXT] = {"text", ROLE(TARGETS) | ROLE(OBSERVATIONS), "原文|条文|内容|说明"},
    [LC_F_DATE] = {"date", ROLE(OBSERVATIONS),
                   "日期|统计日期|截至日期|数据日期|时间|年份|年度|as_of|day|year"},
    [LC_F_RESPONSIBLE] = {"responsible", ROLE(TARGETS), "责任单位|牵头单位|责任部门|负责部门"},
    [LC_F_ITEM_NO] = {"item_no", ROLE(TARGETS), "编号|序号|指标编号|项目编号|条目号|no"},
    [LC_F_ITEM_EN] = {"item_en", ROLE(TARGETS), "英文|英文名称|指标英文名称|项目英文名称|english"},
    [LC_F_TEXT_EN] = {"text_en", ROLE(TARGETS) | ROLE(OBSERVATIONS),
                      "英文原文|原文英文|条文英文|英文说明"},
};

const char *lc_field_name(lc_source_field field)
{
    return fields[field].name;
}

bool lc_field_in_role(lc_source_field field, lc_role role)
{
    return (fields[field].roles & 1u << role) != 0;
}

const char *lc_field_aliases(lc_source_field field)
{
    return fields[field].aliases;
}

/* Copies the word of a list that begins at *at and moves *at behind it; false at the end. */
static bool next_word(const char **at, char separator, char word[HEADER_MAX])
{
    if (*at == NULL || **at == '\0')
        return false;
    const char *end = strchr(*at, separator);
    size_t size = end != NULL ? (size_t)(end - *at) : strlen(*at);
    size_t kept = size < HEADER_MAX ? size : HEADER_MAX - 1;
    memcpy(word, *at, kept);
    word[kept] = '\0';
    *at += size + (end != NULL);
    return true;
}

bool lc_word_in_list(const char *word, const char *list, char separator)
{
    char entry[HEADER_MAX];
    for (const char *at = list; next_word(&at, separator, entry);)
        if (lc_text_same_name(word, entry))
            return true;
    return false;
}

/* A header without the unit in brackets behind it. */
static void without_unit(const char *header, char out[HEADER_MAX])
{
    size_t size = strlen(header);
    const char *ascii = strchr(header, '('), *wide = strstr(header, "（");
    if (ascii != NULL && ascii > header)
        size = (size_t)(ascii - header);
    if (wide != NULL && wide > header && (size_t)(wide - header) < size)
        size = (size_t)(wide - header);
    size = size < HEADER_MAX ? size : HEADER_MAX - 1;
    memcpy(out, header, size);
    out[size] = '\0';
    lc_text_trim(out);
}

/* A name that stands in two rows is "group name": is it this one, whatever the group? */
static bool is_in_group(const char *header, const char *name)
{
    for (const char *at = strchr(header, ' '); at != NULL; at = strchr(at + 1, ' '))
        if (lc_text_same_name(at, name))
            return true;
    return false;
}

/* The name with a unit of the quantity behind it that no brackets enclose: 建筑面积亩, area_ha. */
static bool is_with_unit(const char *header, const char *name, lc_quantity quantity)
{
    char begin[HEADER_MAX];
    size_t size = strlen(name);
    if (strlen(header) <= size || size >= sizeof begin)
        return false;
    memcpy(begin, header, size);
    begin[size] = '\0';
    return lc_text_same_name(begin, name) && lc_header_ends_in_unit(header + size, quantity);
}

static int find_one(const lc_layer_info *info, const char *name, lc_quantity quantity)
{
    char bare[HEADER_MAX];
    for (size_t i = 0; i < info->field_count; i++)
        if (lc_text_same_name(info->fields[i], name))
            return (int)i;
    for (size_t i = 0; i < info->field_count; i++) {
        without_unit(info->fields[i], bare);
        if (lc_text_same_name(bare, name) || (info->names_in_two && is_in_group(bare, name)))
            return (int)i;
    }
    for (size_t i = 0; quantity != LC_QUANTITY_PLAIN && i < info->field_count; i++)
        if (is_with_unit(info->fields[i], name, quantity))
            return (int)i;
    return -1;
}

int lc_column_find(const lc_layer_info *info, const char *name, const char *aliases, char separator,
                   lc_quantity quantity)
{
    char alias[HEADER_MAX];
    int found = find_one(info, name, quantity);
    for (const char *at = aliases; found < 0 && next_word(&at, separator, alias);)
        found = find_one(info, alias, quantity);
    return found;
}

size_t lc_columns_of_region(const lc_source *source, const lc_layer_info *info,
                            const int column[LC_F_COUNT], int *columns, size_t capacity)
{
    size_t count = 0;
    char bare[HEADER_MAX];
    if (lc_pairs_get(&source->columns, fields[LC_F_REGION].name) != NULL) {
        columns[count++] = column[LC_F_REGION];
        return count;
    }
    for (size_t i = 0; i < info->field_count && count < capacity; i++) {
        without_unit(info->fields[i], bare);
        if (lc_text_same_name(bare, fields[LC_F_REGION].name) ||
            lc_word_in_list(bare, fields[LC_F_REGION].aliases, '|'))
            columns[count++] = (int)i;
    }
    return count;
}

int lc_column_named(const lc_layer_info *info, const char *header)
{
    for (size_t i = 0; i < info->field_count; i++)
        if (strcmp(info->fields[i], header) == 0)
            return (int)i;
    for (size_t i = 0; i < info->field_count; i++)
        if (lc_text_same_name(info->fields[i], header))
            return (int)i;
    return -1;
}

static lc_source_field field_of_role(const char *name, lc_role role)
{
    for (int f = 0; f < LC_F_COUNT; f++)
        if (strcmp(fields[f].name, name) == 0 && lc_field_in_role((lc_source_field)f, role))
            return (lc_source_field)f;
    return LC_F_COUNT;
}

static lc_status unknown_field(lc_ctx *ctx, const lc_study *study, const lc_source *source,
                               const lc_pair *pair)
{
    const char *names[LC_F_COUNT];
    size_t count = 0;
    for (int f = 0; f < LC_F_COUNT; f++)
        if (lc_field_in_role((lc_source_field)f, source->role))
            names[count++] = fields[f].name;
    const char *nearest = lc_text_nearest(pair->key, names, count);
    if (nearest == NULL)
        return lc_fail(ctx, LC_INPUT,
                       "%s:%d:%d: %s have no field \"%s\"; docs/study-file.md lists the fields.",
                       study->path, pair->place.line, pair->place.column,
                       lc_role_name(source->role), pair->key);
    return lc_fail(ctx, LC_INPUT, "%s:%d:%d: %s have no field \"%s\"; did you mean \"%s\"?",
                   study->path, pair->place.line, pair->place.column, lc_role_name(source->role),
                   pair->key, nearest);
}

/* The columns of a file as "a, b, c". */
static char *list_columns(lc_ctx *ctx, const lc_layer_info *info)
{
    lc_text text;
    lc_text_init(&text, ctx);
    for (size_t i = 0; i < info->field_count; i++) {
        lc_text_add(&text, i > 0 ? ", " : "");
        lc_text_add(&text, info->fields[i]);
    }
    return lc_text_take(&text);
}

/* The column that is meant by a name: the one that has it within its own, or lies within it, units
 * in brackets aside; else the nearest by spelling. NULL: none. */
static const char *column_meant(const lc_layer_info *info, const char *name)
{
    enum { TELLING_BYTES = 4 }; /* more than one Chinese character */
    char bare[HEADER_MAX], wanted[HEADER_MAX];
    const char *best = NULL;
    size_t least = SIZE_MAX;
    without_unit(name, wanted);
    const size_t size = strlen(wanted);
    for (size_t i = 0; i < info->field_count; i++) {
        without_unit(info->fields[i], bare);
        size_t other = strlen(bare), shorter = size < other ? size : other;
        bool within = strstr(bare, wanted) != NULL || strstr(wanted, bare) != NULL;
        size_t apart = size + other - 2 * shorter;
        if (within && shorter >= TELLING_BYTES && apart < least) {
            best = info->fields[i];
            least = apart;
        }
    }
    return best != NULL ? best : lc_text_nearest(name, info->fields, info->field_count);
}

lc_status lc_column_not_there(lc_ctx *ctx, const lc_study *study, const lc_source *source,
                              const lc_layer_info *info, const char *column, lc_place place)
{
    char *list = list_columns(ctx, info);
    if (list == NULL)
        return LC_MEMORY;
    const char *nearest = column_meant(info, column);
    if (strstr(list, "\xEF\xBF\xBD") != NULL)
        lc_fail(
            ctx, LC_INPUT,
            "%s:%d:%d: %s has no column \"%s\"; the names of its columns cannot be read (%s), so "
            "its encoding is another one: write encoding: GBK, or the right one.",
            study->path, place.line, place.column, source->written, column, list);
    else if (nearest != NULL)
        lc_fail(ctx, LC_INPUT,
                "%s:%d:%d: %s has no column \"%s\"; did you mean \"%s\"? Its columns are: %s.",
                study->path, place.line, place.column, source->written, column, nearest, list);
    else
        lc_fail(ctx, LC_INPUT, "%s:%d:%d: %s has no column \"%s\"; its columns are: %s.",
                study->path, place.line, place.column, source->written, column, list);
    free(list);
    return LC_INPUT;
}

bool lc_field_is_figure(lc_source_field field)
{
    return field >= LC_F_AREA_M2 && field <= LC_F_SOCIAL_WORKERS;
}

/* One column cannot be two figures; a name or a code may well be two things. */
static lc_status refuse_twice(lc_ctx *ctx, const lc_study *study, const lc_source *source,
                              size_t last)
{
    const lc_pair *pair = &source->columns.items[last];
    for (size_t i = 0; i < last; i++) {
        const lc_pair *other = &source->columns.items[i];
        if (lc_field_is_figure(field_of_role(pair->key, source->role)) &&
            lc_field_is_figure(field_of_role(other->key, source->role)) &&
            strcmp(pair->value, other->value) == 0)
            return lc_fail(ctx, LC_INPUT,
                           "%s:%d:%d: the column \"%s\" is named for two figures, %s and %s; name "
                           "for each its own, or take out one of the two.",
                           study->path, pair->place.line, pair->place.column, pair->value,
                           other->key, pair->key);
    }
    return LC_OK;
}

lc_status lc_columns_resolve(lc_ctx *ctx, const lc_study *study, const lc_source *source,
                             const lc_layer_info *info, int column[LC_F_COUNT])
{
    for (int f = 0; f < LC_F_COUNT; f++)
        column[f] = lc_field_in_role((lc_source_field)f, source->role)
                        ? lc_column_find(info, fields[f].name, fields[f].aliases, '|',
                                         lc_feed_quantity((lc_source_field)f))
                        : -1;
    for (size_t i = 0; i < source->columns.count; i++) {
        const lc_pair *pair = &source->columns.items[i];
        lc_source_field field = field_of_role(pair->key, source->role);
        if (field == LC_F_COUNT)
            return unknown_field(ctx, study, source, pair);
        column[field] = lc_column_named(info, pair->value);
        if (column[field] < 0)
            return lc_column_not_there(ctx, study, source, info, pair->value, pair->place);
        lc_status status = refuse_twice(ctx, study, source, i);
        if (status != LC_OK)
            return status;
    }
    return LC_OK;
}

/* The column that is called most like it and is none of coordinates. */
static const char *nearest_column(const lc_layer_info *info, const char *name)
{
    enum { NAMES_MAX = 256 };
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < info->field_count && count < NAMES_MAX; i++) {
        bool is_place = false;
        for (int f = LC_F_X; f <= LC_F_Y; f++)
            is_place = is_place || lc_text_same_name(info->fields[i], fields[f].name) ||
                       lc_word_in_list(info->fields[i], fields[f].aliases, '|');
        if (!is_place)
            names[count++] = info->fields[i];
    }
    return lc_text_nearest(name, names, count);
}

lc_status lc_column_missing(lc_ctx *ctx, const lc_source *source, const lc_layer_info *info,
                            const char *field, const char *aliases, char separator)
{
    char alias[HEADER_MAX], known[HEADER_MAX] = "";
    if (info->field_count == 0)
        return lc_fail(ctx, LC_INPUT,
                       "%s: has no columns at all: it holds no rows, or its table is missing (the "
                       ".dbf of a Shapefile). Get a whole copy of it, or fill it in.",
                       source->written);
    const char *nearest = nearest_column(info, field);
    for (const char *at = aliases; nearest == NULL && next_word(&at, separator, alias);)
        nearest = nearest_column(info, alias);
    const char *first = aliases;
    if (!next_word(&first, separator, known))
        snprintf(known, sizeof known, "%s", field);
    char *list = list_columns(ctx, info);
    if (list == NULL)
        return LC_MEMORY;
    lc_fail(ctx, LC_INPUT,
            "%s: no column for %s (%s) was found among: %s. Write columns: {%s: %s}, or fix one "
            "value for all rows with set: {%s: ...}.",
            source->written, field, known, list, field, nearest != NULL ? nearest : "...", field);
    free(list);
    return LC_INPUT;
}

const char *lc_choice_find(const lc_choice *choices, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (lc_text_same_name(text, choices[i].code) ||
            lc_word_in_list(text, choices[i].aliases, '|'))
            return choices[i].code;
    return NULL;
}

char *lc_choice_list(lc_ctx *ctx, const lc_choice *choices, size_t count)
{
    lc_text text;
    lc_text_init(&text, ctx);
    for (size_t i = 0; i < count; i++) {
        lc_text_add(&text, i > 0 ? ", " : "");
        lc_text_add(&text, choices[i].code);
    }
    return lc_text_take(&text);
}

const char *lc_source_alias(size_t i, const char **aliases)
{
    if (i >= LC_F_COUNT)
        return NULL;
    *aliases = fields[i].aliases;
    return fields[i].name;
}
