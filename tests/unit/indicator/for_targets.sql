-- A study that wants its indicators for its targets alone. They ask for walks to a set by a group that it is reported for, for ranks of another
-- set by one that nothing is reported for, for a share of parts and for beds.
INSERT INTO parameter (name, value) VALUES ('indicators_for', 'targets');
INSERT INTO target (plan, item, region_code, scope, indicator, parameters, op, value)
VALUES ('规划', '覆盖', '319901000000', 'self', 'coverage', 'types=comprehensive_centre|group=age60|limit=15', '>=', 0.5),
       ('规划', '时间', '319901000000', 'self', 'time_median', 'types=activity_room|group=age1_3', '<=', 10),
       ('规划', '配置', '319901000000', 'self', 'share_of_children_regions_with', 'types=community_elderly|level=town', '>=', 1),
       ('规划', '床位', '319901000000', 'self', 'beds', 'types=community_elderly', '>=', 100);
