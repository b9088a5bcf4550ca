-- What one target asks, as far as further days need it; several may ask the same.
-- params: :indicator id, :types code of a set, :group_code group, :mode label or '' for any, :limit_min minutes,
--   :variant text, :walked 0 or 1
-- reads: none
-- writes: trend_asked
INSERT OR IGNORE INTO trend_asked (indicator, types, group_code, mode, limit_min, variant, walked)
VALUES (:indicator, :types, :group_code, :mode, :limit_min, :variant, :walked)
