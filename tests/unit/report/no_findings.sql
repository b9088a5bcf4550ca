-- Data without a doubt.
DELETE FROM finding;
