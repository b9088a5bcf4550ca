-- How the value of a gap is known: "basis day source", "-" for what is not there.
SELECT coalesce(basis, '-') || ' ' || coalesce(observed_on, '-') || ' ' || coalesce(observed_source, '-') FROM gap WHERE gap_id = :gap_id
