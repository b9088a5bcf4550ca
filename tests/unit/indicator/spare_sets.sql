-- Two further types without any facility: nobody asks for the first; a target names the second, with blanks as people write them.
INSERT INTO facility_type (type_id, code, name_zh, name_en) VALUES (3, 'sports_home', '体养之家', 'Sports home'), (4, 'nursery', '托育', 'Nursery');
INSERT INTO type_set (set_id, code, name_zh, name_en, is_single) VALUES (4, 'sports_home', '体养之家', 'Sports home', 1), (5, 'nursery', '托育', 'Nursery', 1);
INSERT INTO type_set_member (set_id, type_id) VALUES (4, 3), (5, 4);
INSERT INTO set_group (set_id, group_id) VALUES (4, 1), (5, 1);
INSERT INTO target (plan, item, region_code, scope, indicator, parameters, op, value)
VALUES ('规划', '托育', '319901000000', 'self', 'coverage', 'group=resident | types = nursery | limit=15', '>=', 0.5);
