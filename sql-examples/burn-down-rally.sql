-- Burn-down of an iteration of 30 days: the stories in it, their tasks' hours left and their points not accepted, at the end of each day.
-- The past is Rally's Lookback API, asked once for each day, several days at a time. It holds keys, so the iteration is found first.
SELECT CAST(d.day_end AS DATE) AS "day", COUNT(s.ObjectID) AS stories, SUM(s.TaskRemainingTotal) AS hours_left,
  SUM(CASE WHEN s.ScheduleState IN ('Accepted', 'Released') THEN 0 ELSE s.PlanEstimate END) AS points_open
FROM (
  SELECT i.ObjectID AS iteration, TIMESTAMPADD(DAY, 10 * tens.n + ones.n, i.StartDate + INTERVAL '18' HOUR) AS day_end
  FROM rally.Iteration i
  CROSS JOIN (VALUES 0, 1, 2) AS tens(n) CROSS JOIN (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) AS ones(n)
  WHERE i.Name = 'Iteration 5' AND i.Project_Name = 'Company') AS d
LEFT JOIN rally.HierarchicalRequirement FOR SYSTEM_TIME AS OF d.day_end AS s ON s.Iteration = d.iteration
GROUP BY d.day_end
ORDER BY d.day_end;
