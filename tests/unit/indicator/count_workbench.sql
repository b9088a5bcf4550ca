-- Rows left on the workbench: 0 outside the indicators' stage.
SELECT (SELECT count(*) FROM scratch_people) + (SELECT count(*) FROM scratch_covered)
     + (SELECT count(*) FROM scratch_set) + (SELECT count(*) FROM scratch_time) + (SELECT count(*) FROM scratch_reaching)
     + (SELECT count(*) FROM scratch_day)
     + (SELECT count(*) FROM scratch_list) + (SELECT count(*) FROM scratch_functions)
     + (SELECT count(*) FROM scratch_inside) + (SELECT count(*) FROM scratch_held)
     + (SELECT count(*) FROM scratch_asked) + (SELECT count(*) FROM scratch_question)
