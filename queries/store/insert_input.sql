-- A file that a stage reads.
-- params: :stage text, :role text, :path text, :layer text, :driver text, :size_bytes bytes, :sha256 hex, :crs text, :encoding text, :year text
-- reads: none
-- writes: input
INSERT INTO input (stage, role, path, layer, driver, size_bytes, sha256, crs, encoding, year)
VALUES (:stage, :role, :path, :layer, :driver, :size_bytes, :sha256, :crs, :encoding, :year);
