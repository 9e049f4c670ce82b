-- Team velocity: story points that each team closed in each sprint, newest sprint first.
-- AssetState 128 is "closed". The tracker filters; the sums are computed by the driver.
SELECT Team_Name, Timebox_Name AS sprint, COUNT(*) AS stories, SUM(Estimate) AS points
FROM Story
WHERE AssetState = 128 AND Team IS NOT NULL AND Timebox IS NOT NULL
GROUP BY Team_Name, Timebox_Name
ORDER BY Timebox_Name DESC, Team_Name;
