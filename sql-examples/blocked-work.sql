-- Work that an open issue blocks, with the issue and who has to solve it.
SELECT w.Number, w.Name, i.Number AS issue, i.Name AS reason, i.Owner_Name AS waits_for
FROM versionone_links.PrimaryWorkitem_BlockingIssues b
JOIN PrimaryWorkitem w ON w.ID = b.PrimaryWorkitem
JOIN Issue i ON i.ID = b.Issue
WHERE i.AssetState = 64
ORDER BY w.Number, i.Number;
