-- Hand over the open work of one member to another. Other owners stay.
INSERT INTO versionone_links.Workitem_Owners(Workitem, Member)
SELECT o.Workitem, n.ID
FROM versionone_links.Workitem_Owners AS o
JOIN Workitem AS w ON w.ID = o.Workitem
JOIN Member AS m ON m.ID = o.Member
CROSS JOIN Member AS n
WHERE m.Name = 'Andre Agile' AND n.Name = 'Pat O''Hara' AND w.AssetState = 64 AND NOT COALESCE(HAS(w.Owners, n.ID), FALSE);

DELETE FROM versionone_links.Workitem_Owners
WHERE Member IN (SELECT ID FROM Member WHERE Name = 'Andre Agile') AND Workitem IN (SELECT ID FROM Workitem WHERE AssetState = 64);

SELECT m.Name, COUNT(*) AS items FROM versionone_links.Workitem_Owners AS o JOIN Member AS m ON m.ID = o.Member GROUP BY m.Name ORDER BY m.Name;
