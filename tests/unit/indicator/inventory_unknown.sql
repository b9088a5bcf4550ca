-- What the centre of the east does not tell: how many beds it has, whose they are, its staff's social workers, whether it has signed. Nobody lives in
-- community 4, and no inventory says when anything was renovated.
UPDATE facility SET beds = NULL, ownership = NULL, social_workers = NULL, contracted = NULL WHERE code = 'P2';
UPDATE demand_people SET people_micro = 0 WHERE demand_id = 3;
UPDATE facility SET renovated = NULL;
