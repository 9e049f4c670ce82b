-- How old open defects are, in years, by priority; CreateDateUTC is in UTC.
SELECT COALESCE(Priority_Name, '(none)') AS priority,
       COUNT(*) AS defects,
       MIN(CreateDateUTC) AS oldest,
       AVG(TIMESTAMPDIFF(DAY, CreateDateUTC, LOCALTIMESTAMP)) / 365 AS years_on_average
FROM Defect
WHERE AssetState = 64
GROUP BY COALESCE(Priority_Name, '(none)')
ORDER BY priority;
