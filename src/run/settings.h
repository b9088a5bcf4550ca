/* What of the study each stage depends on, fed to its fingerprint. For the run room alone. */
#ifndef LC_RUN_SETTINGS_H
#define LC_RUN_SETTINGS_H

#include "store/store.h"
#include "study/study.h"

/* Adds settings and the bytes of files. LC_INPUT where a file cannot be read. */
lc_status types_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status regions_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status population_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status facilities_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status streets_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status reach_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status targets_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status observations_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status context_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status network_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status join_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status circles_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status day_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status indicators_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status days_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
lc_status no_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study);
/* The store that is being run has read the user's indicators: their bytes are hashed as they are.
 */
void hash_own_indicators(lc_hash *hash, const lc_store *store);

#endif
