-- Is there a table, a view or the like of this name?
-- params: :schema, :table text
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :schema AND c.relname = :table
