-- People of a group at a point.
-- params: :demand_id id, :group_id id, :people_micro millionths of people
-- reads: none
-- writes: demand_people
INSERT INTO demand_people (demand_id, group_id, people_micro) VALUES (:demand_id, :group_id, :people_micro);
