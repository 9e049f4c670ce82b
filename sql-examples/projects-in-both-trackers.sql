-- Projects that VersionOne and Rally call by one name, and what is open in each: one statement over both trackers.
WITH versionone_work AS (
    SELECT Scope_Name AS project, COUNT(*) AS stories
    FROM versionone.Story
    WHERE AssetState = 64
    GROUP BY Scope_Name
), rally_work AS (
    SELECT Project_Name AS project, COUNT(*) AS stories
    FROM rally.HierarchicalRequirement
    WHERE ScheduleState <> 'Accepted'
    GROUP BY Project_Name
)
SELECT v.project, v.stories AS versionone_stories, r.stories AS rally_stories
FROM versionone_work AS v
JOIN rally_work AS r ON r.project = v.project
ORDER BY v.project;
