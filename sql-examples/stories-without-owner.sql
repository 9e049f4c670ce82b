-- Open stories that nobody owns, most valuable first.
SELECT Number, Name, Scope_Name, Status_Name, "Value"
FROM Story
WHERE Owners IS NULL AND AssetState = 64
ORDER BY "Value" DESC
LIMIT 20;
