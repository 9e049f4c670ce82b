-- The defects of both trackers by the person who has them; people are the same if their names are.
SELECT COALESCE(d.owner, '(nobody)') AS owner,
       COUNT(CASE WHEN d.tracker = 'versionone' THEN 1 END) AS in_versionone,
       COUNT(CASE WHEN d.tracker = 'rally' THEN 1 END) AS in_rally
FROM (
    SELECT 'versionone' AS tracker, m.Name AS owner
    FROM versionone.Defect AS v
    LEFT JOIN versionone_links.Workitem_Owners AS o ON o.Workitem = v.ID
    LEFT JOIN versionone.Member AS m ON m.ID = o.Member
    UNION ALL
    SELECT 'rally', Owner_Name FROM rally.Defect
) AS d
GROUP BY COALESCE(d.owner, '(nobody)')
ORDER BY COUNT(*) DESC, owner
LIMIT 20;
