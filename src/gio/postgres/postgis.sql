-- The version of PostGIS, where the database has it.
-- params: none
SELECT extversion FROM pg_extension WHERE extname = 'postgis'
