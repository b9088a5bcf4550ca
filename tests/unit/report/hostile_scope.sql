-- A town whose code and name want to be a path, a link, markup and an attribute.
UPDATE region SET code = '../../x"><b>', name = '"><img src=x onerror=alert(2)>/..' WHERE region_id = 2;
UPDATE region SET name = 'javascript:alert(1)//' WHERE region_id = 5;
