-- What the town's facilities do, where people go in, and the lists that targets ask for. P1 cares by day and P2 all day and with meals; R1 is a
-- place of culture and R2 of culture and meals; R3, which is only planned, does everything.
INSERT INTO function (function_code, name_zh, name_en) VALUES
    ('day_care', '日间照护', 'Day care'), ('full_time_care', '全日照护', 'Full-time care'), ('meals', '助餐服务', 'Meals'), ('culture', '精神文化', 'Culture');
INSERT INTO facility_function (facility_id, function_code) VALUES
    (1, 'day_care'), (2, 'full_time_care'), (2, 'meals'), (3, 'culture'), (4, 'culture'), (4, 'meals'),
    (5, 'day_care'), (5, 'meals'), (5, 'culture');
INSERT INTO function_list (list_id, code, name_zh, name_en, centre) VALUES
    (1, 'three', '三项', 'Three', 'comprehensive_centre'), (2, 'room', '活动室', 'Room', 'activity_room');
INSERT INTO function_list_item (list_id, position, alternative, function_code) VALUES
    (1, 1, 1, 'day_care'), (1, 1, 2, 'full_time_care'), (1, 2, 1, 'meals'), (1, 3, 1, 'culture'), (2, 1, 1, 'culture');
INSERT OR IGNORE INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg) VALUES
    (1, 1, 120.999629792, 31.003024775), (2, 1, 121.012564885, 31.003607641), (3, 1, 121.004188413, 31.005772483),
    (4, 1, 121.012564885, 30.997654696), (5, 1, 120.999629805, 30.999681108);
INSERT INTO target (plan, item, region_code, scope, indicator, parameters, op) VALUES
    ('p', 'i', '319901000000', 'self', 'circle_completeness', 'list=three', '>='),
    ('p', 'i', '319901000000', 'self', 'functions_mean', 'group=age60|list=three', '>='),
    ('p', 'i', '319901000000', 'self', 'function_coverage', 'limit=5|list=three|function=meals', '>='),
    ('p', 'i', '319901000000', 'self', 'circle_completeness', 'list=room', '>=');
