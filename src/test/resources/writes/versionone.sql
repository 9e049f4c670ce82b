-- Statements that write, one in each line; a line of dashes and words begins a section, which is also sent as one batch.
-- "none:" marks those that change nothing, "<--" begins values of parameters, "==>" the statement for HSQLDB where it must differ.

-- New rows
INSERT INTO Story(Name, Scope) VALUES ('One row', 'Scope:545')
INSERT INTO Story(Scope, Name, Estimate) VALUES ('Scope:545', 'Columns in another order', 3)
INSERT INTO Story(Name, Scope) VALUES ('First', 'Scope:545'), ('Second', 'Scope:546'), ('Third', 'Scope:0')
INSERT INTO Story(Name, Scope, Estimate, Reference) VALUES ('Some NULL', 'Scope:545', NULL, 'R'), ('Some other NULL', 'Scope:545', 2.5, NULL)
INSERT INTO Story(Name, Scope, Description) VALUES ('O''Brien said "hi" & <b>bye</b>', 'Scope:547', 'a;b|c,d&e#f+g%h\i=j')
INSERT INTO Story(Name, Scope) VALUES ('Grinning 😀 and 👩‍💻 漢字', 'Scope:545')
INSERT INTO Story(Name, Scope) VALUES ('  blanks  ', 'Scope:545')
INSERT INTO Story(Name, Scope, Estimate) VALUES ('Computed ' || 'name', 'Scope:545', 2 * 3 + 0.5)
INSERT INTO Story(Name, Scope, Estimate) VALUES (?, ?, ?) <-- By parameters | Scope:545 | 2.75
INSERT INTO Story(Name, Scope, Reference) VALUES (?, 'Scope:545', ?) <-- A NULL parameter | NULL
INSERT INTO Story(Name, Scope, Custom_Score, Custom_Ready, Custom_Big) VALUES ('Types', 'Scope:545', -0.25, TRUE, 9007199254740993)
INSERT INTO Story(Name, Scope, Custom_Due, Custom_DueDay) VALUES ('Times', 'Scope:545', TIMESTAMP '2024-03-10 02:30:00', DATE '2024-02-29') ==> INSERT INTO Story(Name, Scope, Custom_Due, Custom_DueDay) VALUES ('Times', 'Scope:545', TIMESTAMP '2024-03-10 02:30:00', TIMESTAMP '2024-02-29 00:00:00')
INSERT INTO Task(Name, Scope, Parent, DetailEstimate, ToDo) VALUES ('A task', 'Scope:552', 'Story:941', 8, 8)
INSERT INTO Task(Name, Parent) VALUES ('A task of the scope of its story', 'Story:941')
INSERT INTO Story(Name, Scope, Description) VALUES ('Empty text', 'Scope:545', '') ==> INSERT INTO Story(Name, Scope, Description) VALUES ('Empty text', 'Scope:545', NULL)

-- New rows with related assets by name, and several values
INSERT INTO Story(Name, Scope_Name) VALUES ('By name', 'Call Center') ==> INSERT INTO Story(Name, Scope) VALUES ('By name', 'Scope:545')
INSERT INTO Story(Name, Scope_Name) VALUES ('Its case matters', 'call center') ==> INSERT INTO Story(Name, Scope) VALUES ('Its case matters', 'Scope:546')
INSERT INTO Story(Name, Scope_Name, Status_Name) VALUES ('Two names', 'R&D', 'in progress'), ('Two other names', 'Web "Shop"', 'Done') ==> INSERT INTO Story(Name, Scope, Status) VALUES ('Two names', 'Scope:548', 'StoryStatus:136'), ('Two other names', 'Scope:547', 'StoryStatus:135')
INSERT INTO Story(Name, Scope_Name, Status_Name) VALUES ('No name', 'Company', NULL) ==> INSERT INTO Story(Name, Scope, Status) VALUES ('No name', 'Scope:544', NULL)
INSERT INTO Story(Name, Scope, Super_Number) VALUES ('By number', 'Scope:545', 'E-01001') ==> INSERT INTO Story(Name, Scope, Super) SELECT 'By number', 'Scope:545', e.ID FROM Epic e WHERE e.Number = 'E-01001'
INSERT INTO Story(Name, Scope, Owners) VALUES ('With owners', 'Scope:545', 'Member:20, Member:512')
INSERT INTO Story(Name, Scope, Owners) VALUES ('In any order, once', 'Scope:545', 'Member:512, Member:20, Member:512') ==> INSERT INTO Story(Name, Scope, Owners) VALUES ('In any order, once', 'Scope:545', 'Member:20, Member:512')
INSERT INTO Story(Name, Scope, Owners, TaggedWith) VALUES ('Tagged', 'Scope:545', NULL, 'new, old')

-- New rows from queries
INSERT INTO Story(Name, Scope, Estimate) SELECT 'Copy of ' || Name, Scope, Estimate FROM Story WHERE ID IN ('Story:941', 'Story:942')
INSERT INTO Task(Name, Scope, Parent, DetailEstimate) SELECT 'Test ' || s.Name, s.Scope, s.ID, s.Estimate / 2 FROM Story s WHERE s.Estimate BETWEEN 8 AND 13
INSERT INTO Story(Name, Scope) SELECT m.Name, s.ID FROM Member m JOIN Scope s ON s.Owner = m.ID WHERE s.Name LIKE '%Scope%'
INSERT INTO Story(Name, Scope, Estimate) SELECT t.n, 'Scope:545', t.e FROM (VALUES ('From a list', 1.5), ('And another', 2.5)) AS t(n, e)
none: INSERT INTO Story(Name, Scope) SELECT Name, Scope FROM Story WHERE 1 = 0
none: INSERT INTO Story(Name, Scope) SELECT Name, Scope FROM Story WHERE Name = 'no such name'

-- Changes by key
UPDATE Story SET Name = 'Renamed' WHERE ID = 'Story:942'
UPDATE Story SET Name = 'Renamed, too', Estimate = 5, Reference = 'R-1' WHERE ID = 'Story:943'
UPDATE Story SET Reference = 'several' WHERE ID IN ('Story:944', 'Story:945', 'Story:999999')
UPDATE Story SET Estimate = NULL, Status = NULL, Super = NULL WHERE ID = 'Story:945'
UPDATE Story SET Description = '' WHERE ID = 'Story:946' ==> UPDATE Story SET Description = NULL WHERE ID = 'Story:946'
UPDATE Story SET Name = ? WHERE ID = ? <-- By parameters | Story:947
UPDATE Story SET Estimate = ?, RequestedBy = ? WHERE ID = ? <-- 1.75 | NULL | Story:948
UPDATE Story SET Custom_Ready = FALSE, Custom_Due = TIMESTAMP '2024-11-03 01:30:00', Custom_Score = 1e3 WHERE ID = 'Story:949'
none: UPDATE Story SET Name = 'nobody' WHERE ID = 'Story:999999'
none: UPDATE Story SET Name = 'nobody' WHERE ID = 'story:942'
none: UPDATE Story SET Name = 'nobody' WHERE ID = 'Defect:980'
none: UPDATE Story SET Name = 'nobody' WHERE ID = NULL

-- Changes by conditions that the tracker computes
UPDATE Story SET Reference = 'large' WHERE Estimate >= 10
UPDATE Story SET Reference = 'without estimate' WHERE Estimate IS NULL
UPDATE Story SET Reference = 'some' WHERE Estimate > 1 AND Estimate < 9 AND Status IS NOT NULL
UPDATE Story SET Reference = 'either' WHERE Estimate = 8 OR Scope = 'Scope:552'
UPDATE Story SET Status = 'StoryStatus:137' WHERE Status = 'StoryStatus:136'
UPDATE Story SET Timebox = 'Timebox:572' WHERE Timebox = 'Timebox:574' AND Estimate IS NOT NULL
UPDATE Defect SET Estimate = 0 WHERE Estimate < 0
UPDATE Task SET ToDo = 0 WHERE ToDo > 100
none: UPDATE Story SET Reference = 'never' WHERE 1 = 0
none: UPDATE Story SET Reference = 'never' WHERE Estimate = NULL
none: UPDATE Story SET Reference = 'never' WHERE Estimate > 5 AND Estimate < 4

-- Changes by text, which the tracker compares without case and blanks
UPDATE Story SET Reference = 'exactly this' WHERE Name = 'Case Pair'
UPDATE Story SET Reference = 'not that' WHERE Name <> 'Case Pair' AND UPPER(Name) LIKE '%PAIR'
UPDATE Story SET Reference = 'in progress' WHERE Status_Name = 'In Progress'
UPDATE Story SET Reference = 'with blanks' WHERE Name = 'trailing '
UPDATE Story SET Reference = 'like' WHERE Name LIKE 'Search%' OR Name LIKE '%_Story 1_'
UPDATE Story SET Reference = 'quotes' WHERE Name IN ('O''Brien said "hi"', 'a;b|c,d&e#f+g%h\i=j')
UPDATE Story SET Name = UPPER(Name) WHERE Name = 'Grinning 😀 and 👩‍💻'
UPDATE Story SET Reference = 'tagged' WHERE HAS(TaggedWith, 'ui')
UPDATE Story SET Reference = 'owned' WHERE HAS(Owners, 'Member:512')
none: UPDATE Story SET Reference = 'never' WHERE Name = 'CHECKOUT STORY 6'
none: UPDATE Story SET Reference = 'never' WHERE Status_Name = 'DONE'
UPDATE Story SET Reference = 'done' WHERE Status_Name = 'Done'

-- Changes computed from present values
UPDATE Story SET Estimate = Estimate + 1 WHERE Estimate IS NOT NULL
UPDATE Story SET Estimate = Estimate * 2, Reference = 'doubled' WHERE Estimate BETWEEN 2 AND 10
UPDATE Story SET Name = Name || ' (' || Number || ')' WHERE Estimate > 100
UPDATE Story SET Reference = RequestedBy, RequestedBy = Reference WHERE Scope = 'Scope:552'
UPDATE Story SET Reference = CASE WHEN Estimate > 5 THEN 'big' WHEN Estimate IS NULL THEN NULL ELSE 'small' END WHERE Scope <> 'Scope:552' ==> UPDATE Story SET Reference = RTRIM(CASE WHEN Estimate > 5 THEN 'big' WHEN Estimate IS NULL THEN NULL ELSE 'small' END) WHERE Scope <> 'Scope:552'
UPDATE Story SET Estimate = COALESCE(Estimate, 0) + ? WHERE Scope = ? <-- 0.5 | Scope:551
UPDATE Task SET ToDo = DetailEstimate WHERE ToDo IS NULL AND DetailEstimate IS NOT NULL
UPDATE Story SET Status = (SELECT MIN(t.ID) FROM StoryStatus t WHERE t.Name = 'Done') WHERE Estimate = 1
UPDATE Story SET Status = NULL WHERE Status = 'StoryStatus:133'

-- Changes by other tables
UPDATE Task SET Name = Name || '!' WHERE Parent IN (SELECT ID FROM Story WHERE Scope_Name = 'Call Center')
UPDATE Story SET Reference = 'has tasks' WHERE EXISTS (SELECT 1 FROM Task t WHERE t.Parent = Story.ID)
UPDATE Story SET Reference = 'no tasks' WHERE ID NOT IN (SELECT t.Parent FROM Task t WHERE t.Parent IS NOT NULL)
UPDATE Story SET Reference = 'few' WHERE (SELECT COUNT(*) FROM Task t WHERE t.Parent = Story.ID) BETWEEN 1 AND 2
UPDATE Defect SET Reference = 'above average' WHERE Estimate > (SELECT AVG(d.Estimate) FROM Defect d)
UPDATE Story SET Reference = 'same name' WHERE Name IN (SELECT d.Name FROM Defect d)

-- Related assets by name, and several values at once
UPDATE Story SET Status_Name = 'Accepted' WHERE ID = 'Story:942' ==> UPDATE Story SET Status = 'StoryStatus:137' WHERE ID = 'Story:942'
UPDATE Story SET Status_Name = NULL WHERE ID = 'Story:943' ==> UPDATE Story SET Status = NULL WHERE ID = 'Story:943'
UPDATE Story SET Scope_Name = 'R&D' WHERE Scope_Name = 'Import Scope 7' ==> UPDATE Story SET Scope = 'Scope:548' WHERE Scope_Name = 'Import Scope 7'
UPDATE Story SET Owners = 'Member:20' WHERE ID IN ('Story:942', 'Story:943', 'Story:941')
UPDATE Story SET Owners = NULL WHERE ID = 'Story:944'
UPDATE Story SET Owners = 'Member:515, Member:516, Member:521' WHERE Estimate IS NULL
UPDATE Story SET TaggedWith = 'ui, x y' WHERE ID IN ('Story:942', 'Story:951')
UPDATE Story SET TaggedWith = NULL WHERE TaggedWith LIKE '%größe%' AND NOT HAS(TaggedWith, 'API ') AND NOT HAS(TaggedWith, 'a, b')
UPDATE Story SET TaggedWith = 'ui, x y' WHERE ID IN ('Story:945', 'Story:947')
UPDATE Story SET TaggedWith = NULL WHERE ID IN ('Story:957', 'Story:958')

-- Merged rows
MERGE INTO Story USING (VALUES ('Search Story 0', 'Scope:552', 21.5), ('A story so new', 'Scope:545', 22.5)) AS t(n, s, e) ON Story.Name = t.n WHEN MATCHED THEN UPDATE SET Estimate = t.e WHEN NOT MATCHED THEN INSERT (Name, Scope, Estimate) VALUES (t.n, t.s, t.e)
MERGE INTO Story USING (SELECT Name, MIN(Number) AS Number FROM Defect GROUP BY Name) AS d ON Story.Name = d.Name WHEN MATCHED THEN UPDATE SET Reference = d.Number
MERGE INTO Story USING (SELECT e.ID, e.Name, e.Scope FROM Epic e) AS t ON Story.Super = t.ID WHEN NOT MATCHED THEN INSERT (Name, Scope, Super) VALUES ('First of ' || t.Name, t.Scope, t.ID)
none: MERGE INTO Story USING (SELECT d.Name FROM Defect d WHERE 1 = 0) AS t ON Story.Name = t.Name WHEN MATCHED THEN UPDATE SET Estimate = 1 WHEN NOT MATCHED THEN INSERT (Name, Scope) VALUES (t.Name, 'Scope:545')

-- Link tables
INSERT INTO versionone_links.Workitem_Owners(Workitem, Member) VALUES ('Story:950', 'Member:20')
INSERT INTO versionone_links.Workitem_Owners(Workitem, Member) VALUES ('Story:951', 'Member:20'), ('Story:951', 'Member:512'), ('Story:953', 'Member:20')
INSERT INTO versionone_links.Workitem_Owners(Workitem, Member) SELECT t.ID, 'Member:511' FROM Task t WHERE t.Owners IS NULL
DELETE FROM versionone_links.Workitem_Owners WHERE Workitem = 'Story:951' AND Member = 'Member:512'
DELETE FROM versionone_links.Workitem_Owners WHERE Member = 'Member:517'
DELETE FROM versionone_links.Workitem_Owners WHERE Workitem IN (SELECT d.ID FROM Defect d WHERE d.Estimate > 10)
none: DELETE FROM versionone_links.Workitem_Owners WHERE Workitem = 'Story:951' AND Member = 'Member:519'
DELETE FROM versionone_links.BaseAsset_TaggedWith WHERE "Value" = 'ui' AND BaseAsset = 'Story:978'

-- Deletions
DELETE FROM Task WHERE ID = 'Task:1050'
DELETE FROM Task WHERE ID IN ('Task:1051', 'Task:1052', 'Task:999999')
DELETE FROM Task WHERE ToDo < 0 AND IsDeletable = TRUE
DELETE FROM Task WHERE Name = 'case pair'
DELETE FROM Task WHERE Name LIKE 'Export%' AND Status_Name IS NOT NULL
DELETE FROM Task WHERE ID = ? <-- Task:1060
DELETE FROM Task WHERE Parent IN (SELECT s.ID FROM Story s WHERE s.Estimate > 5) AND IsDeletable
DELETE FROM Story WHERE Estimate IS NULL AND Scope = 'Scope:552'
none: DELETE FROM Task WHERE ID = 'Task:1050'
none: DELETE FROM Task WHERE Name = 'LOGIN TASK 5'
none: DELETE FROM Task WHERE 1 = 0
DELETE FROM Task WHERE IsDeletable
