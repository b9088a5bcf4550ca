-- On top of plans.sql: every text of a plan, its figures and its sources wants to be markup.
UPDATE target SET plan = '</h3><script>1', plan_en = '<img src=1>', item = '<b>', item_en = '<script>2', item_no = '"><script>3', source = '<script>4', responsible = '<script>5',
                  unit = '<script>6' WHERE plan_code = 'huangpu-2022' AND target_id <> 2;
UPDATE target SET plan = '</h3><script>1', plan_en = '<img src=1>', item = 'x', item_en = 'y' WHERE target_id = 2;
UPDATE gap SET observed_on = '<script>7', observed_source = '<script>8', lacks = 'facilities:<script>9';
UPDATE region SET name = '<script>10';
UPDATE indicator SET name_zh = '<script>11', name_en = '<script>12', made_by = '<script>13', unit = '<script>14';
UPDATE people_group SET name_zh = '<script>15', name_en = '<script>16', year = '<script>17';
UPDATE type_set SET name_zh = '<script>18', name_en = '<script>18';
