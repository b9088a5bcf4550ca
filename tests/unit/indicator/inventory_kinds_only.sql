-- The centre of the east tells its beds for nursing alone: more of them than a centre usually has beds.
UPDATE facility SET beds = NULL, beds_nursing = 90, beds_dementia = NULL WHERE code = 'P2';
