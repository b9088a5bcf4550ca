-- One row where a layer is a view; its rows are made when they are asked for, and as many as it likes.
-- params: :layer text
SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = :layer
