-- The schema that holds the layers.
-- params: @schema
CREATE SCHEMA IF NOT EXISTS @schema
