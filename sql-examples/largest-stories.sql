-- The three largest open stories of each project.
SELECT project, place, Number, Name, Estimate
FROM (
  SELECT Scope_Name AS project, Number, Name, Estimate,
         ROW_NUMBER() OVER (PARTITION BY Scope ORDER BY Estimate DESC, ID) AS place
  FROM Story
  WHERE AssetState = 64 AND Estimate IS NOT NULL
) AS ranked
WHERE place <= 3
ORDER BY project, place;
