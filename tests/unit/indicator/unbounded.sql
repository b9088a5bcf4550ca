-- A type without a largest plausible size: nothing bounds what its facilities lack from above.
UPDATE facility_type SET area_max_m2 = NULL, beds_max = NULL;
UPDATE facility SET beds = NULL WHERE code = 'P2';
