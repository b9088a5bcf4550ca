-- Findings of a row in each town, of a row that was not kept (page.sql has it), and of an input as a whole (page.sql has it).
INSERT INTO input (input_id, stage, role, path) VALUES (2, 'facilities', 'facilities', 'facilities.csv');
UPDATE facility SET input_id = 2, row_no = facility_id + 1;
INSERT INTO finding (stage, severity, code, input_id, row_no, feature, field, value) VALUES
    ('facilities', 'note', 'missing_area', 2, 2, '西镇综合为老服务中心', 'area_m2', NULL),
    ('facilities', 'note', 'missing_area', 2, 3, '东镇综合为老服务中心', 'area_m2', NULL);
