-- Names that want to be markup, formulas, or to turn the page around.
UPDATE parameter SET value = '<script>alert(1)</script>' WHERE name LIKE 'title%';
UPDATE region SET name = '"><img src=x onerror=alert(2)>' WHERE region_id = 2;
UPDATE region SET name = 'مدينة & ''الشرق''' WHERE region_id = 5;
UPDATE facility SET name = '=cmd|'' /C calc''!A0';
UPDATE type_set SET name_zh = '</style><b>', name_en = '</style><b>' WHERE set_id = 1;
UPDATE target SET item = replace(hex(zeroblob(150)), '00', '长<'), source = '-->', responsible = ']]>' WHERE target_id = 1;
UPDATE finding SET feature = '<svg/onload=alert(3)>', value = '&amp;';
UPDATE context_feature SET name = '<title>';
