-- Burn-down of a sprint of 30 days: what was in it, and what was left to do, at the end of each day.
-- Everything is as it was then: sprint, name of the sprint, estimates, hours, states. Thirty times cost a request or two.
SELECT CAST(d.day_end AS DATE) AS "day", COUNT(w.ID) AS items, SUM(w.ToDo) AS hours_left,
  SUM(CASE WHEN w.AssetState = 64 THEN w.Estimate ELSE 0 END) AS points_open
FROM (
  SELECT TIMESTAMPADD(DAY, 10 * tens.n + ones.n, TIMESTAMP '2024-10-14 22:00:00') AS day_end
  FROM (VALUES 0, 1, 2) AS tens(n) CROSS JOIN (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) AS ones(n)) AS d
LEFT JOIN versionone.PrimaryWorkitem FOR SYSTEM_TIME AS OF d.day_end AS w ON w.Timebox_Name = 'Sprint 31'
GROUP BY d.day_end
ORDER BY d.day_end;
