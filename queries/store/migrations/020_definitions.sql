-- What people are told about an indicator, as the header of its file says it: a report of the store alone can then define every figure, also one of
-- the user's own.
ALTER TABLE indicator ADD COLUMN says_zh TEXT;      -- what it is, in a sentence or two; NULL: its file does not say
ALTER TABLE indicator ADD COLUMN says_en TEXT;
ALTER TABLE indicator ADD COLUMN formula_zh TEXT;
ALTER TABLE indicator ADD COLUMN formula_en TEXT;
ALTER TABLE indicator ADD COLUMN inputs TEXT;       -- roles of the inputs that it draws on, with blanks between; NULL: its file does not say
ALTER TABLE indicator ADD COLUMN base_group TEXT;   -- whose figure it is when nobody names a group; NULL: it has no group
ALTER TABLE indicator ADD COLUMN factor REAL;       -- of a ratio: value = factor x numerator / denominator; NULL: it is none
