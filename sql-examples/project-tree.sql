-- The tree of projects, indented by depth, with the stories directly in each.
WITH RECURSIVE tree(ID, Name, path, depth) AS (
  SELECT ID, Name, CAST(Name AS VARCHAR), 0 FROM Scope WHERE Parent IS NULL
  UNION ALL
  SELECT s.ID, s.Name, t.path || ' / ' || s.Name, t.depth + 1
  FROM Scope s JOIN tree t ON s.Parent = t.ID
)
SELECT path, COUNT(story.ID) AS stories
FROM tree LEFT JOIN Story story ON story.Scope = tree.ID
GROUP BY path
ORDER BY path;
