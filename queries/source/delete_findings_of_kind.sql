-- Forgets what rows of a file were told one by one, where one finding says it of them all.
-- params: :input_id, :code
-- reads: finding
-- writes: finding
DELETE FROM finding WHERE input_id = :input_id AND code = :code;
