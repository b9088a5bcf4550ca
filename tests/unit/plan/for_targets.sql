-- A study that wants its indicators for its targets alone.
INSERT INTO parameter (name, value) VALUES ('indicators_for', 'targets');
