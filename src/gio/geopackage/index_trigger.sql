-- What keeps an R-tree up to date when a row is added.
-- params: :trigger text
SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :trigger
