-- Marks the facilities that count on the study's day.
-- params: :as_of YYYY-MM-DD
-- reads: facility
-- writes: facility
UPDATE facility SET counts = 1 WHERE counts_from <= :as_of AND :as_of < counts_until
