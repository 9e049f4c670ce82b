-- What changed since the last look, for polling and incremental extracts: only what changed is read.
-- Keep the largest ValidFrom of the result and ask for what is above it the next time. Version counts the changes of one artifact.
SELECT h.ValidFrom, h.ObjectID, h.Version, h.FormattedID, h.Name, h.ScheduleState, u.UserName AS changed_by
FROM rally_history.HierarchicalRequirement h
LEFT JOIN rally."User" u ON u.ObjectID = h.ChangedBy
WHERE h.ValidFrom > TIMESTAMP '2025-06-01 00:00:00'
ORDER BY h.ValidFrom, h.ObjectID;
