-- Names that a spreadsheet would run, or that break a row.
UPDATE region SET name = '=HYPERLINK("x"),a' WHERE region_id = 2;
UPDATE region SET name = 'two' || char(10) || 'lines' WHERE region_id = 5;
UPDATE finding SET feature = '@SUM(A1)', value = '-3' WHERE code = 'missing_value';
