-- Nothing behind the map.
DELETE FROM context_feature;
