-- A background that was cut short on disk.
UPDATE context_feature SET wkb = substr(wkb, 1, 20) WHERE kind = 'water';
