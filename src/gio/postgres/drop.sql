-- Makes place for a new table. Not with CASCADE: what somebody built on the old one is theirs, and the server then refuses.
-- params: @schema, @table
DROP TABLE @schema.@table
