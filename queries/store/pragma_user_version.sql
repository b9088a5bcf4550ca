-- How many migrations the file has had.
-- params: none
-- reads: none
-- writes: none
SELECT user_version FROM pragma_user_version;
