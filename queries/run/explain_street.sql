-- What a street of the network is called.
-- params: :street_id id
-- reads: street
-- writes: none
SELECT name, class FROM street WHERE street_id = :street_id;
