-- What the trend has figures of, on days that are shown. Lives in the connection.
-- params: none
-- reads: none
-- writes: none
CREATE TEMP TABLE trend_figure (
    indicator TEXT NOT NULL, types TEXT NOT NULL, group_code TEXT NOT NULL, mode TEXT NOT NULL, limit_min REAL NOT NULL, variant TEXT NOT NULL
);
