-- The study's title in both languages, and its day.
-- params: none
-- reads: parameter
-- writes: none
SELECT (SELECT value FROM parameter WHERE name = 'title_zh'), (SELECT value FROM parameter WHERE name = 'title_en'),
       (SELECT value FROM parameter WHERE name = 'as_of');
