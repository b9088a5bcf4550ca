-- Something wrong or doubtful in a row.
-- params: :stage text, :severity text, :code text, :input_id, :row_no, :feature text, :field text, :value text, :detail text, :cell text, :lon_deg degrees, :lat_deg degrees
-- reads: none
-- writes: finding
INSERT INTO finding (stage, severity, code, input_id, row_no, feature, field, value, detail, cell, lon_deg, lat_deg)
VALUES (:stage, :severity, :code, :input_id, :row_no, :feature, :field, :value, :detail, :cell, :lon_deg, :lat_deg);
