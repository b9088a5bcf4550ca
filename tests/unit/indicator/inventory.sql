-- The inventory of the town, as tests/stage/town/README.md has it, and nursery rooms with children to look after: N1 in community 3 has 20 places, N2
-- in community 6 does not tell; 100 children of 1 to 3 at d1 (community 3), 300 at d6 (6), none in community 4. R4 in community 6 is closed.
-- The last target of each asks for what it is by default, in so many words.
INSERT INTO facility_type (type_id, code, name_zh, name_en, standard_area_m2, area_max_m2, standard_places, places_max) VALUES
    (3, 'nursery_room', '宝宝屋', 'Nursery room', 200, 1500, 20, 100);
UPDATE facility_type SET standard_meals = 120, meals_max = 1000, standard_staff = 12 WHERE type_id = 1;
INSERT INTO type_set (set_id, code, name_zh, name_en, is_single) VALUES (4, 'nursery_room', '宝宝屋', 'Nursery room', 1);
INSERT INTO type_set_member (set_id, type_id) VALUES (4, 3);
INSERT INTO function (function_code, name_zh, name_en) VALUES ('day_care', '日间照护', 'Day care'), ('full_time_care', '全日照护', 'Full-time care');
INSERT INTO type_function (type_id, function_code) VALUES (1, 'day_care'), (1, 'full_time_care');
UPDATE facility
SET beds_nursing = 18, beds_dementia = 4, ownership = 'public', meals_per_day = 100, staff = 12, social_workers = 2, contracted = 1,
    opened = '2018-06-01', renovated = '2024-04-01', site_area_m2 = 800
WHERE code = 'P1';
UPDATE facility
SET beds_dementia = 0, ownership = 'private', staff = 6, social_workers = 1, contracted = 0, opened = '2021-09-01', site_area_m2 = 500
WHERE code = 'P2';
UPDATE facility SET opened = '2018-03-01', site_area_m2 = 200 WHERE code = 'R1';
INSERT INTO facility (facility_id, code, name, type_id, area_m2, places, opened, closed, status, counts, region_id) VALUES
    (6, 'N1', '西一宝宝屋', 3, 180, 20, '2021-05-05', NULL, 'open', 1, 3), (7, 'N2', '东一宝宝屋', 3, 160, NULL, '2020-02-02', NULL, 'open', 1, 6),
    (8, 'R4', '东一旧活动室', 2, 100, NULL, '2018-10-01', '2022-12-31', 'closed', 0, 6);
INSERT INTO people_group (group_id, code, name_zh, name_en, year) VALUES (3, 'age1_3', '1—3岁幼儿', 'Children aged 1 to 3', '2025');
INSERT INTO demand_people (demand_id, group_id, people_micro) VALUES (1, 3, 100000000), (3, 3, 0), (6, 3, 300000000);
INSERT INTO target (plan, item, region_code, scope, indicator, parameters, op, value) VALUES
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|period=2018', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=activity_room|period=2018', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|period=2018..2021', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|period=2018|of=beds', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|of=beds_nursing|period=2021', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|period=2021|of=beds_dementia', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=activity_room|period=2018|of=area', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=activity_room|period=2018|of=beds', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=nursery_room|period=2020..2021|of=places', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=activity_room|period=2026', '>=', 1),
    ('规划', '', '319901000000', 'self', 'open_in_period', 'types=comprehensive_centre|period=2018|of=facilities', '>=', 1),
    ('规划', '', '319901000000', 'self', 'renovated_in_period', 'types=comprehensive_centre|period=2024', '>=', 1),
    ('规划', '', '319901000000', 'self', 'renovated_in_period', 'types=comprehensive_centre|period=2024|of=beds_nursing', '>=', 1),
    ('规划', '', '319901000000', 'self', 'renovated_in_period', 'types=activity_room|period=2024', '>=', 1),
    ('规划', '', '319901000000', 'self', 'type_share', 'types=comprehensive_centre|among=community_elderly', '>=', 0.5),
    ('规划', '', '319901000000', 'self', 'capacity', 'types=comprehensive_centre|of=meals_per_day', '>=', 1),
    ('规划', '', '319901000000', 'self', 'staff_per_1000_elder', 'types=comprehensive_centre|staff=all', '>=', 1),
    ('规划', '', '319901000000', 'self', 'staff_per_100_beds', 'types=comprehensive_centre|staff=all', '>=', 1);
