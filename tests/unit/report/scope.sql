-- Towns whose codes and names no file should bear as they are; the town's own two are 319901001000 and 319901002000.
INSERT INTO region (region_id, code, name, level, parent_id, area_m2) VALUES
    (11, '../../x', '../y', 'town', 1, 1), (12, 'a/b', 'a\b', 'town', 1, 1), (13, 'a:b', 'a*b', 'town', 1, 1), (14, 'A?b', 'a"b', 'town', 1, 1),
    (15, '...', '...', 'town', 1, 1), (16, 'con', 'con', 'town', 1, 1), (17, 'LPT1', 'LPT1', 'town', 1, 1), (18, 'n1', '<script>', 'town', 1, 1),
    (19, 'n2', '=cmd|'' /C calc''!A0', 'town', 1, 1), (20, 'n3', '镇' || char(0x202E) || 'txt', 'town', 1, 1), (21, 'n4', char(0x61C) || 'a' || char(0x1F600), 'town', 1, 1),
    (22, 'n5', replace(hex(zeroblob(150)), '00', '长'), 'town', 1, 1), (23, 'n6', replace(hex(zeroblob(150)), '00', '长') || 'x', 'town', 1, 1),
    (24, 'n7', 'مدينة', 'town', 1, 1), (25, 'n8', '同名镇', 'town', 1, 1), (26, 'n9', '同名镇', 'town', 1, 1), (27, 'é', '%s%n', 'town', 1, 1);
