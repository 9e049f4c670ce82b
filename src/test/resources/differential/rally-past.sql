-- The past, one query in each line, as in the other files of this folder. HSQLDB is asked for the rows of tables with periods.

-- One table: filters of all kinds
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00'
SELECT ObjectID, Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE Name LIKE 'S%'
SELECT ObjectID, Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' AS s WHERE s.Name = 'Case Pair'
SELECT ObjectID, Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2025-03-09 07:00:00' s WHERE s.Name <> 'Case Pair'
SELECT ObjectID, Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-03 05:30:00' WHERE Name NOT LIKE '%a%'
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate > 3
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE NOT (PlanEstimate > 3)
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate <> 3
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate IS NULL
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate IN (1, 2, 3) OR Owner IS NULL
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate NOT IN (1, 2, 3)
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate BETWEEN 2 AND 8 AND ScheduleState = 'In-Progress'
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE ScheduleState = 'Accepted'
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE ScheduleState <> 'Accepted'
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE ScheduleState IN ('Defined', 'Completed', 'nonsense')
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE ScheduleState < 'Completed'
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE ScheduleState IS NULL
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE ScheduleState LIKE '%e%'
SELECT ObjectID, Priority, Severity, State FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00'
SELECT ObjectID, Priority FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' WHERE Priority = 'None'
SELECT ObjectID, Priority FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' WHERE Priority <> 'None'
SELECT ObjectID, Priority FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' WHERE Priority IN ('None', 'High Attention')
SELECT ObjectID, Priority FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' WHERE Priority IS NULL
SELECT ObjectID, Severity FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' WHERE NOT (Severity = 'Cosmetic')
SELECT ObjectID, Blocked FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE Blocked
SELECT ObjectID, FormattedID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE FormattedID = 'US11'
SELECT ObjectID, FormattedID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE FormattedID IN ('US11', 'us12', 'DE11')
SELECT ObjectID, FormattedID FROM Artifact FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE FormattedID LIKE '%11'
SELECT ObjectID, "_type" FROM Artifact FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE "_type" = 'Defect'
SELECT ObjectID, "_type", Name FROM Artifact FOR SYSTEM_TIME AS OF TIMESTAMP '2024-12-31 23:59:59.999'
SELECT ObjectID, "_type", State FROM PortfolioItem FOR SYSTEM_TIME AS OF TIMESTAMP '2024-12-31 23:59:59.999' ==> SELECT ObjectID, "_type", State FROM PortfolioItem FOR SYSTEM_TIME AS OF TIMESTAMP '2024-12-31 23:59:59.999'
SELECT ObjectID, Name, Parent FROM Feature FOR SYSTEM_TIME AS OF TIMESTAMP '2024-12-31 23:59:59.999'
SELECT ObjectID, Name FROM "PortfolioItem/Feature" FOR SYSTEM_TIME AS OF TIMESTAMP '2024-12-31 23:59:59.999' ==> SELECT ObjectID, Name FROM Feature FOR SYSTEM_TIME AS OF TIMESTAMP '2024-12-31 23:59:59.999'
SELECT ObjectID, AcceptedDate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-07-20 12:00:00' WHERE AcceptedDate >= TIMESTAMP '2024-06-01 00:00:00'
SELECT ObjectID, LastUpdateDate, CreationDate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE LastUpdateDate > TIMESTAMP '2024-06-10 00:00:00'
SELECT ObjectID, Project, Owner, Iteration, Release, Parent, PortfolioItem, Feature FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00'
SELECT ObjectID, Project FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE Project = 68000000000 OR Iteration IS NOT NULL
SELECT ObjectID, TaskRemainingTotal, TaskEstimateTotal FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE TaskRemainingTotal > 0
SELECT ObjectID, Description, Notes FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' WHERE Description LIKE '%a%'
SELECT ObjectID, ToDo, Estimate, WorkProduct FROM Task FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE ToDo > 0
SELECT ObjectID, Name FROM TestCase FOR SYSTEM_TIME AS OF TIMESTAMP '2025-01-15 00:00:00'
SELECT ObjectID FROM Task FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE 1 = 0

-- Before everything, after everything, at no time
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2001-01-01 00:00:00'
SELECT COUNT(*) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2001-01-01 00:00:00'
SELECT ObjectID, Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2100-01-01 00:00:00'
SELECT COUNT(*) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2100-01-01 00:00:00'
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF CAST(NULL AS TIMESTAMP)
SELECT ObjectID, Name, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP ==> SELECT ObjectID, Name, ScheduleState FROM HierarchicalRequirement
SELECT ObjectID, Name, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP - INTERVAL '7' DAY WHERE PlanEstimate > 2 ==> SELECT ObjectID, Name, PlanEstimate FROM HierarchicalRequirement WHERE PlanEstimate > 2
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF '2024-06-20' ==> SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 00:00:00'
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF DATE '2024-06-20' ==> SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 00:00:00'
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 00:00:00' + INTERVAL '36' HOUR ==> SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-21 12:00:00'

-- ORDER BY, LIMIT, COUNT, groups
SELECT ObjectID, Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' ORDER BY [[Name]], ObjectID LIMIT 10
SELECT ObjectID, Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' ORDER BY [[Name]] DESC, ObjectID DESC LIMIT 7 OFFSET 3
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' ORDER BY PlanEstimate DESC, ObjectID LIMIT 9
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' ORDER BY PlanEstimate, ObjectID LIMIT 9
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' ORDER BY [[ScheduleState]], ObjectID LIMIT 20
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' ORDER BY ObjectID LIMIT 5
SELECT COUNT(*) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00'
SELECT COUNT(*) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate > 2
SELECT COUNT(*) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE Name LIKE '%a%'
SELECT COUNT(*), COUNT(PlanEstimate), SUM(PlanEstimate), MIN(Name), MAX(PlanEstimate) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00'
SELECT ScheduleState, COUNT(*), SUM(TaskRemainingTotal) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' GROUP BY ScheduleState
SELECT Project, COUNT(*) FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' GROUP BY Project HAVING COUNT(*) > 2
SELECT DISTINCT ScheduleState, Blocked FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00'

-- What the past keeps of lists, and what it does not
SELECT ObjectID, Tags FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00'
SELECT ObjectID, Tags FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' WHERE HAS(Tags, 119000000001)
SELECT ObjectID, Name, Project_Name, Owner_Name, Tags_Name, Milestones, Tasks_Count FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00'
SELECT Defect, Tag FROM rally_links.Defect_Tags FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00'
SELECT COUNT(*) FROM rally_links.Defect_Tags FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00'
SELECT l.Defect, t.Name FROM rally_links.Defect_Tags FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' AS l JOIN Tag t ON t.ObjectID = l.Tag
SELECT HierarchicalRequirement, Tag FROM rally_links.HierarchicalRequirement_Tags FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00' AS l WHERE l.Tag > 1
SELECT HierarchicalRequirement, Related FROM rally_links.HierarchicalRequirement_Predecessors FOR SYSTEM_TIME AS OF TIMESTAMP '2024-11-20 12:00:00'

-- Now against then, and different times on two sides
SELECT n.ObjectID, n.Name, t.Name FROM HierarchicalRequirement n JOIN HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS t ON t.ObjectID = n.ObjectID WHERE n.Name <> t.Name
SELECT n.ObjectID, n.PlanEstimate, t.PlanEstimate FROM HierarchicalRequirement n LEFT JOIN HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS t ON t.ObjectID = n.ObjectID WHERE t.ObjectID IS NULL OR n.PlanEstimate > t.PlanEstimate
SELECT t.ObjectID, t.Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-12-20 12:00:00' AS t LEFT JOIN HierarchicalRequirement n ON n.ObjectID = t.ObjectID WHERE n.ObjectID IS NULL
SELECT a.ObjectID, a.ScheduleState, b.ScheduleState FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-10 04:00:00' AS a JOIN HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-07-10 04:00:00' AS b ON a.ObjectID = b.ObjectID WHERE a.Iteration IS NOT NULL
SELECT a.ObjectID, a.Iteration, b.Iteration FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-10 04:00:00' AS a LEFT JOIN HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-10 03:59:59.999' AS b ON a.ObjectID = b.ObjectID
SELECT s.ObjectID, i.Name FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS s JOIN Iteration i ON i.ObjectID = s.Iteration
SELECT t.ObjectID, s.Name FROM Task FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS t JOIN HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS s ON t.WorkProduct = s.ObjectID

-- Subqueries, CTE, UNION
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID NOT IN (SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00')
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS s WHERE s.Iteration IN (SELECT ObjectID FROM Iteration WHERE Name LIKE 'Iteration%')
SELECT ObjectID FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS s WHERE EXISTS (SELECT 1 FROM Task FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' AS t WHERE t.WorkProduct = s.ObjectID)
SELECT (SELECT COUNT(*) FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00'), COUNT(*) FROM Defect
WITH then_ AS (SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' WHERE PlanEstimate > 2) SELECT a.ObjectID, b.ObjectID FROM then_ a JOIN then_ b ON a.PlanEstimate = b.PlanEstimate AND a.ObjectID < b.ObjectID
SELECT ObjectID FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' EXCEPT SELECT ObjectID FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2025-01-20 12:00:00'
SELECT 1 AS n, ObjectID, Name FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' UNION ALL SELECT 2, ObjectID, Name FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2025-01-20 12:00:00'
SELECT ObjectID, Name FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-20 12:00:00' UNION SELECT ObjectID, Name FROM Defect

-- History tables
SELECT ObjectID, ValidFrom, ValidTo, Version, ChangedBy, Name FROM rally_history.HierarchicalRequirement
SELECT ObjectID, ValidFrom, ValidTo, Version, Name, PlanEstimate, ScheduleState, Tags FROM rally_history.HierarchicalRequirement WHERE PlanEstimate > 2
SELECT ObjectID, ValidFrom, ValidTo, Version FROM rally_history.HierarchicalRequirement WHERE ObjectID IN (SELECT MIN(ObjectID) FROM HierarchicalRequirement)
SELECT ObjectID, Version FROM rally_history.HierarchicalRequirement WHERE Name LIKE 'S%' AND ScheduleState = 'Accepted'
SELECT ObjectID, Version, ValidTo FROM rally_history.Defect WHERE Priority = 'None' AND State <> 'Open'
SELECT ObjectID, Version FROM rally_history.Defect WHERE ValidFrom >= TIMESTAMP '2025-01-01 00:00:00'
SELECT ObjectID, Version FROM rally_history.Defect WHERE ValidFrom > TIMESTAMP '2024-06-20 00:00:00' AND ValidFrom <= TIMESTAMP '2025-01-15 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo = TIMESTAMP '9999-12-31 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo <> TIMESTAMP '9999-12-31 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo >= TIMESTAMP '9999-06-01 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo > TIMESTAMP '9999-01-01 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo = TIMESTAMP '9999-01-01 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo < TIMESTAMP '9999-01-02 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo < TIMESTAMP '2024-12-01 00:00:00'
SELECT ObjectID, ValidFrom FROM rally_history.Defect WHERE ValidTo IS NULL
SELECT ObjectID, Name FROM rally_history.HierarchicalRequirement WHERE ValidFrom <= TIMESTAMP '2024-06-20 12:00:00' AND TIMESTAMP '2024-06-20 12:00:00' < ValidTo
SELECT ObjectID, Version FROM rally_history.Defect WHERE Version > 2
SELECT ObjectID, Version, ValidTo FROM rally_history.Defect WHERE Version = 0
SELECT ObjectID, Version, ChangedBy FROM rally_history.Defect WHERE ChangedBy IS NOT NULL AND ChangedBy > 1
SELECT COUNT(*) FROM rally_history.HierarchicalRequirement
SELECT COUNT(*) FROM rally_history.HierarchicalRequirement WHERE PlanEstimate > 3
SELECT COUNT(*) FROM rally_history.Task WHERE ValidTo < TIMESTAMP '2025-01-01 00:00:00'
SELECT COUNT(*), COUNT(DISTINCT ObjectID), MIN(ValidFrom), MAX(Version) FROM rally_history.HierarchicalRequirement
SELECT ObjectID, COUNT(*), MAX(ValidTo) FROM rally_history.Defect GROUP BY ObjectID HAVING COUNT(*) > 3
SELECT ObjectID, Version, Name FROM rally_history.Defect ORDER BY ObjectID, Version LIMIT 20
SELECT ObjectID, Version, ValidTo FROM rally_history.Defect ORDER BY ValidFrom DESC, ObjectID, Version LIMIT 20
SELECT ObjectID, Version FROM rally_history.Defect ORDER BY Version, ObjectID LIMIT 15 OFFSET 5
SELECT ObjectID, Version, ValidTo FROM rally_history.HierarchicalRequirement WHERE PlanEstimate > 2 ORDER BY [[Name]], ObjectID, Version LIMIT 10
SELECT ObjectID, Version, "_type" FROM rally_history.Artifact WHERE ValidFrom > TIMESTAMP '2025-01-01 00:00:00'
SELECT h.ObjectID, h.Version, s.Name FROM rally_history.Defect h JOIN Defect s ON s.ObjectID = h.ObjectID WHERE h.Name <> s.Name
SELECT h.ObjectID, h.Version FROM rally_history.Defect h LEFT JOIN Defect s ON s.ObjectID = h.ObjectID WHERE s.ObjectID IS NULL
SELECT a.ObjectID, a.Version, b.Version FROM rally_history.Defect a JOIN rally_history.Defect b ON a.ObjectID = b.ObjectID AND a.ValidTo = b.ValidFrom
