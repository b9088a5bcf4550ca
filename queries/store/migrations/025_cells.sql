-- Where in a spreadsheet a finding is: "Sheet1!C12". Null elsewhere.
ALTER TABLE finding ADD COLUMN cell TEXT;
