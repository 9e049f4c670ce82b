-- Goals and the work behind them: a join over a link table, goals without work included.
SELECT g.Number, g.Name, COUNT(l.Workitem) AS work_items
FROM Goal g
LEFT JOIN versionone_links.Workitem_Goals l ON l.Goal = g.ID
GROUP BY g.Number, g.Name
ORDER BY work_items DESC, g.Number;
