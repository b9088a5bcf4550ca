-- The figure of a group in a unit, as read.
-- params: :unit_id id, :group_id id, :people_micro millionths of people
-- reads: none
-- writes: unit_people
INSERT INTO unit_people (unit_id, group_id, people_micro) VALUES (:unit_id, :group_id, :people_micro);
