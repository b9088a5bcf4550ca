-- The input that a file has become already, the last of them.
-- params: :role text, :path text
-- reads: input
-- writes: none
SELECT max(input_id) FROM input WHERE role = :role AND path = :path;
