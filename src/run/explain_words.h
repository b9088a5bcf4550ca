/* Words that a planner reads for what the store codes. For this room alone. */
#ifndef LC_RUN_EXPLAIN_WORDS_H
#define LC_RUN_EXPLAIN_WORDS_H

#include "run/explain.h"

/* All in the context's language; static or borrowed. */

/* "residential" and the like; a class that is not known is its own word, NULL is "". */
const char *lc_explain_class_words(const lc_ctx *ctx, const char *road_class);
/* What a context feature is: water, railway ... */
const char *lc_explain_kind_words(const lc_ctx *ctx, const char *kind);
const char *lc_explain_verdict_words(const lc_explanation *e, lc_explain_verdict verdict);
/* The same for programs: "covered", "circle_only", "walk_only", "not_covered". */
const char *lc_explain_verdict_code(lc_explain_verdict verdict);
/* Why a street nearby does not help; the rule's own words come besides. */
const char *lc_explain_closed_words(const lc_ctx *ctx, lc_explain_closed closed);
const char *lc_explain_closed_code(lc_explain_closed closed);
const char *lc_explain_snap_code(lc_explain_snap snap);
/* What a leg is for programs: "to_street", "street", "from_street". */
const char *lc_explain_leg_code(lc_explain_kind kind);
/* Code i of what a leg's flags say besides (steps, ends_only, elevator, crossing, ferry, area);
 * NULL past the last. Its words are those of lc_explain_class_words. */
const char *lc_explain_flag_code(uint16_t flags, size_t i);

/* The same for the nodes at which was waited: gate, crossing, elevator. */
const char *lc_explain_stop_code(uint16_t stops, size_t i);

#endif
