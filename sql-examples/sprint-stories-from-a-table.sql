-- The stories of a sprint from a table, as a spreadsheet gives it. Related assets are named; a name that is not there, or is there twice, is an error before anything is written.
INSERT INTO Story(Name, Scope_Name, Timebox_Name, Status_Name, Estimate)
SELECT t.Title, t.Project, 'Invoice Timebox 6', 'Future', t.Points
FROM (VALUES
  ('Search by customer number', 'Call Center', 5),
  ('Search by phone number', 'Call Center', 3),
  ('Show the last five calls', 'Call Center', 8)
) AS t(Title, Project, Points);

SELECT Number, Name, Estimate FROM Story WHERE Timebox_Name = 'Invoice Timebox 6' AND Scope_Name = 'Call Center' ORDER BY Number DESC LIMIT 3;
