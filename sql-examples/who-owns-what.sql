-- Who owns what: open work items by person and type, with the hours that are left.
SELECT m.Name, w.AssetType, COUNT(*) AS items, SUM(w.ToDo) AS to_do
FROM versionone_links.Workitem_Owners o
JOIN Workitem w ON w.ID = o.Workitem
JOIN Member m ON m.ID = o.Member
WHERE w.AssetState = 64
GROUP BY m.Name, w.AssetType
ORDER BY m.Name, w.AssetType;
