-- How many regions have a code that begins so.
-- params: :prefix text
-- reads: region
-- writes: none
SELECT count(*) FROM region WHERE substr(code, 1, length(:prefix)) = :prefix
