-- Accept all stories that are completed and have no open defect.
UPDATE rally.HierarchicalRequirement SET ScheduleState = 'Accepted'
WHERE ScheduleState = 'Completed'
  AND ObjectID NOT IN (SELECT d.Requirement FROM rally.Defect AS d WHERE d.Requirement IS NOT NULL AND d.State NOT IN ('Closed', 'Closed Declined'));

SELECT ScheduleState, COUNT(*) AS stories FROM rally.HierarchicalRequirement GROUP BY ScheduleState ORDER BY ScheduleState;
