SELECT count(*) FROM trend_value
