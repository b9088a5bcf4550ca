/* A YAML document read by tables: each mapping names its keys, their kinds and ranges, and every
 * refusal says file:line:column. Inside the study room only. */
#ifndef LC_STUDY_YAML_READER_H
#define LC_STUDY_YAML_READER_H

#include <yaml.h>

#include "base/base.h"
#include "study/study.h"

/* The most bytes a study file may have, and the most anchors it may define (libyaml compares each
 * with all). */
enum { LC_STUDY_BYTES_MAX = 4 << 20, LC_STUDY_ANCHORS_MAX = 1000, LC_STUDY_DEPTH_MAX = 200 };

typedef struct lc_yaml {
    lc_ctx *ctx;
    const char *name; /* the file as the user named it; borrowed */
    yaml_document_t document;
    bool loaded;
    size_t budget; /* nodes and bytes that may still be read: aliases make a small file read as a
                      large one */
} lc_yaml;

/* Parses bytes that must be one UTF-8 document with something in it. Clear with lc_yaml_clear in
 * any case. O(size). */
lc_status lc_yaml_load(lc_yaml *yaml, lc_ctx *ctx, const char *name, const char *bytes,
                       size_t size);
void lc_yaml_clear(lc_yaml *yaml);

/* Where a node begins, from 1. */
lc_place lc_yaml_place(const yaml_node_t *node);
/* LC_INPUT with "name:line:column: " before the translated message. */
lc_status lc_yaml_fail(lc_yaml *yaml, lc_place place, const char *msgid, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with `status`, for those who hold no reader. */
lc_status lc_study_fail(lc_ctx *ctx, lc_status status, const char *name, lc_place place,
                        const char *msgid, ...) __attribute__((format(printf, 5, 6)));

/* Reads one value into `target`. */
typedef lc_status lc_yaml_read_fn(lc_yaml *yaml, yaml_node_t *value, void *target);
/* Reads one pair of a mapping whose keys are the user's own. */
typedef lc_status lc_yaml_pair_fn(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value,
                                  void *target);

typedef enum lc_yaml_kind { LC_YAML_TEXT, LC_YAML_NUMBER, LC_YAML_BOOL, LC_YAML_FN } lc_yaml_kind;

typedef struct lc_yaml_key {
    const char *name;
    lc_yaml_kind kind;
    size_t offset;         /* of the char *, double or bool in the target */
    double least, most;    /* of a number */
    lc_yaml_read_fn *read; /* LC_YAML_FN */
} lc_yaml_key;

/* Reads a mapping by its table. Unknown and doubled keys are refused. `where` names the mapping in
 * messages (a msgid). */
lc_status lc_yaml_map(lc_yaml *yaml, yaml_node_t *node, const char *where, const lc_yaml_key *keys,
                      size_t count, void *target);
/* Calls fn for every pair; doubled keys and keys that are no text are refused. */
lc_status lc_yaml_pairs(lc_yaml *yaml, yaml_node_t *node, const char *where, lc_yaml_pair_fn *fn,
                        void *target);
/* Calls fn for every item of a list that must not be empty. */
lc_status lc_yaml_list(lc_yaml *yaml, yaml_node_t *node, const char *where, lc_yaml_read_fn *fn,
                       void *target);
/* The key node of a mapping's pair, its value through *value; NULL when it is not there (or the
 * node is no mapping). */
yaml_node_t *lc_yaml_find(lc_yaml *yaml, yaml_node_t *node, const char *key, yaml_node_t **value);

/* A text that is not empty; *out is yours and what it held is freed. */
lc_status lc_yaml_text(lc_yaml *yaml, yaml_node_t *node, const char *what, char **out);
lc_status lc_yaml_number(lc_yaml *yaml, yaml_node_t *node, const char *what, double least,
                         double most, double *out);
lc_status lc_yaml_bool(lc_yaml *yaml, yaml_node_t *node, const char *what, bool *out);
/* One of a closed list of words; *out is its index. */
lc_status lc_yaml_choice(lc_yaml *yaml, yaml_node_t *node, const char *what,
                         const char *const *words, size_t count, size_t *out);
/* A code: small ASCII letters, digits and _, at most 63. */
lc_status lc_yaml_code(lc_yaml *yaml, yaml_node_t *node, const char *what, char **out);
/* True for a text, whose bytes are borrowed from the document. */
bool lc_yaml_scalar(const yaml_node_t *node, const char **text);
/* Refuses a word with the nearest valid one: `unknown %s "word"; did you mean ...`. */
lc_status lc_yaml_unknown(lc_yaml *yaml, yaml_node_t *node, const char *what,
                          const char *const *words, size_t count);

/* --- files (file.c) --- */
/* Reads a whole file of at most LC_STUDY_BYTES_MAX. *bytes is yours (free). LC_INPUT, LC_IO. */
lc_status lc_study_bytes(lc_ctx *ctx, const char *path, char **bytes, size_t *size);
/* `path` made absolute against `folder`, without "." and ".." parts. Free with free(); NULL when
 * memory is out. */
char *lc_study_resolve(lc_ctx *ctx, const char *folder, const char *path);
/* Refuses a file that is not there, is a folder or cannot be read; suggests the nearest name in its
 * folder. */
lc_status lc_study_check_file(lc_ctx *ctx, const char *name, lc_place place, const char *written,
                              const char *resolved);
/* The same for a folder. */
lc_status lc_study_check_folder(lc_ctx *ctx, const char *name, lc_place place, const char *written,
                                const char *resolved);

/* A study with the defaults that need nothing else; NULL when memory is out. */
lc_study *lc_study_new(lc_ctx *ctx);

/* --- parts of the document --- */
/* Reads one role's list of files and appends to `sources` (lc_source items). */
lc_status lc_study_sources(lc_yaml *yaml, yaml_node_t *node, lc_role role, const char *folder,
                           lc_array *sources);
void lc_source_clear(lc_source *source);
/* Reads `plans`. */
lc_status lc_study_plans(lc_yaml *yaml, yaml_node_t *node, lc_study *study);
void lc_study_plans_clear(lc_study *study);
/* Reads `trend`. */
lc_status lc_study_trend(lc_yaml *yaml, yaml_node_t *node, lc_study *study);
/* Reads `foot_rules`. */
lc_status lc_study_foot_rules(lc_yaml *yaml, yaml_node_t *node, lc_study *study);
void lc_study_foot_rules_clear(lc_study *study);
/* Reads `function_lists`. */
lc_status lc_study_function_lists(lc_yaml *yaml, yaml_node_t *node, lc_study *study);
void lc_study_function_lists_clear(lc_study *study);
/* Reads `circles`; fills in what it leaves open and checks it, once the rest is known. */
lc_status lc_study_circles(lc_yaml *yaml, yaml_node_t *value, lc_study *study);
lc_status lc_study_settle_circles(lc_yaml *yaml, lc_study *study);
void lc_circle_wish_clear(lc_circle_wish *wish);
lc_status lc_study_profiles(lc_yaml *yaml, yaml_node_t *node, void *study);
/* The profile of a study that names none. */
lc_status lc_study_default_profile(lc_ctx *ctx, lc_study *study);
void lc_profile_clear(lc_profile *profile);
/* A name given as zh and en, where either may be missing: both are filled, from `fallback` when
 * both are. */
lc_status lc_study_fill_names(lc_ctx *ctx, char **zh, char **en, const char *fallback);

#endif
