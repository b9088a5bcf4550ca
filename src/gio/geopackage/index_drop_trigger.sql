-- Rows are added without it, and the R-tree is packed in one piece behind them.
-- params: :trigger text
DROP TRIGGER :trigger
