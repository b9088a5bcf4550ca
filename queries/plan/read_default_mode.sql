-- The mode that a target means when it names none: the network where there is one.
-- params: none
-- reads: measure
-- writes: none
SELECT label FROM measure WHERE label IN ('network', 'circle') ORDER BY label = 'network' DESC LIMIT 1
