-- A study without a plan.
DELETE FROM gap_member;
DELETE FROM gap_closes;
DELETE FROM gap;
DELETE FROM target;
