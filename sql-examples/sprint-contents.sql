-- What is in the sprints under way: stories, defects and test sets together, through their common abstract type.
SELECT t.Name AS sprint, w.AssetType, w.Number, w.Name, w.Status_Name, w.Estimate, w.ToDo
FROM Timebox t
JOIN PrimaryWorkitem w ON w.Timebox = t.ID
WHERE t.State_Name = 'State.Name''Active'
ORDER BY t.Name, w.AssetType, w.Number;
