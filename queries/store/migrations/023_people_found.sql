-- How many people of each group each file has in each region, added up while the file was read: the finest region that holds them. Those in the
-- margin are left out. For the data doctor, who would else have to add up every place again.
CREATE TABLE people_found (
    input_id INTEGER NOT NULL REFERENCES input,
    group_id INTEGER NOT NULL,
    region_id INTEGER NOT NULL,
    people_micro INTEGER NOT NULL,
    PRIMARY KEY (group_id, region_id, input_id)
) WITHOUT ROWID;

-- Places at which many facilities stand to the sixth decimal: 4 of one type or 10 of any. A house may hold several services, each of its own type; more of
-- them are what a geocoder did not find and put at the town hall.
CREATE VIEW crowded_place (lon_deg, lat_deg, facilities, first_id) AS
WITH placed AS (SELECT facility_id, type_id, round(lon_deg, 6) AS lon_deg, round(lat_deg, 6) AS lat_deg
                FROM facility JOIN facility_entrance USING (facility_id) WHERE entrance_no = 1),
     kinds AS (SELECT lon_deg, lat_deg, count(*) AS facilities, min(facility_id) AS first_id FROM placed GROUP BY lon_deg, lat_deg, type_id)
SELECT lon_deg, lat_deg, sum(facilities), min(first_id) FROM kinds GROUP BY lon_deg, lat_deg HAVING max(facilities) >= 4 OR sum(facilities) >= 10;
