-- Statements that write, one in each line; a line of dashes and words begins a section, which is also sent as one batch.
-- "none:" marks those that change nothing, "<--" begins values of parameters, "==>" the statement for HSQLDB where it must differ.

-- New rows; the tracker keeps no NULL in texts, but ''
INSERT INTO HierarchicalRequirement(Name) VALUES ('One row')
INSERT INTO HierarchicalRequirement(Project, Name, PlanEstimate) VALUES (68000000074, 'Columns in another order', 3)
INSERT INTO HierarchicalRequirement(Name, Project) VALUES ('First', 68000000037), ('Second', 68000000000), ('Third', 68000000074)
INSERT INTO HierarchicalRequirement(Name, PlanEstimate, c_Alias) VALUES ('Some NULL', NULL, 'R'), ('Some other NULL', 2.5, NULL) ==> INSERT INTO HierarchicalRequirement(Name, PlanEstimate, c_Alias) VALUES ('Some NULL', NULL, 'R'), ('Some other NULL', 2.5, '')
INSERT INTO HierarchicalRequirement(Name, Description) VALUES ('O''Brien said "hi" & <b>bye</b>', 'a;b|c,d&e#f+g%h\i=j')
INSERT INTO HierarchicalRequirement(Name) VALUES ('Grinning 😀 and 👩‍💻 漢字')
INSERT INTO HierarchicalRequirement(Name) VALUES ('((unbalanced \ back\slash\')
INSERT INTO HierarchicalRequirement(Name, PlanEstimate) VALUES ('Computed ' || 'name', 2 * 3 + 0.5)
INSERT INTO HierarchicalRequirement(Name, Project, PlanEstimate) VALUES (?, ?, ?) <-- By parameters | 68000000074 | 2.75
INSERT INTO HierarchicalRequirement(Name, c_Score) VALUES (?, ?) <-- A NULL parameter | NULL
INSERT INTO HierarchicalRequirement(Name, c_Score, c_Approved, c_Votes) VALUES ('Types', -0.25, TRUE, 9007199254740)
INSERT INTO HierarchicalRequirement(Name, c_GoLive) VALUES ('Times', TIMESTAMP '2024-03-10 02:30:00.125')
INSERT INTO Task(Name, WorkProduct, Estimate, ToDo) VALUES ('A task', 105000000037, 8, 8)
INSERT INTO Defect(Name, State, Priority, Severity) VALUES ('A defect', 'Open', 'Urgent', 'None'), ('Another defect', 'Submitted', 'Low', 'Trivial')
INSERT INTO Tag(Name) VALUES ('a new tag')
INSERT INTO HierarchicalRequirement(Name, Description) VALUES ('Empty text', '')

-- New rows with related assets by name, and several values
INSERT INTO HierarchicalRequirement(Name, Project_Name) VALUES ('By name', 'Call Center') ==> INSERT INTO HierarchicalRequirement(Name, Project) VALUES ('By name', 68000000037)
INSERT INTO HierarchicalRequirement(Name, Project_Name) VALUES ('Its case matters', 'call center') ==> INSERT INTO HierarchicalRequirement(Name, Project) VALUES ('Its case matters', 68000000148)
INSERT INTO HierarchicalRequirement(Name, Project_Name, Owner_Name) VALUES ('Two names', 'R&D', 'Pat O''Hara'), ('Two other names', 'Web "Shop"', NULL) ==> INSERT INTO HierarchicalRequirement(Name, Project, Owner) VALUES ('Two names', 68000000296, 126000000111), ('Two other names', 68000000185, NULL)
INSERT INTO Task(Name, WorkProduct_Number) VALUES ('By number', 'US2') ==> INSERT INTO Task(Name, WorkProduct) VALUES ('By number', 105000000037)
INSERT INTO HierarchicalRequirement(Name, Tags) VALUES ('Tagged', '102000000000, 102000000074')
INSERT INTO HierarchicalRequirement(Name, Tags) VALUES ('In any order, once', '102000000074, 102000000000, 102000000074') ==> INSERT INTO HierarchicalRequirement(Name, Tags) VALUES ('In any order, once', '102000000000, 102000000074')
INSERT INTO Defect(Name, Tags, c_RootCauses) VALUES ('Several lists', NULL, '78043270135400, 78043270135402')

-- New rows from queries
INSERT INTO HierarchicalRequirement(Name, Project, PlanEstimate) SELECT 'Copy of ' || Name, Project, PlanEstimate FROM HierarchicalRequirement WHERE ObjectID IN (105000000037, 105000000111)
INSERT INTO Task(Name, WorkProduct, Estimate) SELECT 'Test ' || s.Name, s.ObjectID, s.PlanEstimate / 2 FROM HierarchicalRequirement s WHERE s.PlanEstimate BETWEEN 8 AND 13
INSERT INTO HierarchicalRequirement(Name, Project) SELECT DISTINCT m.DisplayName, p.ObjectID FROM "User" m JOIN Project p ON p.Owner = m.ObjectID WHERE p.Name LIKE 'Team%' AND m.DisplayName IS NOT NULL
INSERT INTO HierarchicalRequirement(Name, PlanEstimate) SELECT t.n, t.e FROM (VALUES ('From a list', 1.5), ('And another', 2.5)) AS t(n, e)
none: INSERT INTO HierarchicalRequirement(Name) SELECT Name FROM HierarchicalRequirement WHERE 1 = 0
none: INSERT INTO HierarchicalRequirement(Name) SELECT Name FROM HierarchicalRequirement WHERE Name = 'no such name'

-- Changes by key
UPDATE HierarchicalRequirement SET Name = 'Renamed' WHERE ObjectID = 105000000037
UPDATE HierarchicalRequirement SET Name = 'Renamed, too', c_Alias = 'R-1' WHERE ObjectID = 105000000074
UPDATE HierarchicalRequirement SET c_Alias = 'several' WHERE ObjectID IN (105000000111, 105000000148, 999999)
UPDATE HierarchicalRequirement SET Owner = NULL, c_Score = NULL WHERE ObjectID = 105000000111
UPDATE HierarchicalRequirement SET Description = '' WHERE ObjectID = 105000000148
UPDATE HierarchicalRequirement SET c_Alias = NULL WHERE ObjectID = 105000000185 ==> UPDATE HierarchicalRequirement SET c_Alias = '' WHERE ObjectID = 105000000185
UPDATE HierarchicalRequirement SET Name = ? WHERE ObjectID = ? <-- By parameters | 105000000185
UPDATE HierarchicalRequirement SET c_Score = ?, Notes = ? WHERE ObjectID = ? <-- 1.75 | note | 105000000222
UPDATE HierarchicalRequirement SET c_Approved = FALSE, c_GoLive = TIMESTAMP '2024-11-03 01:30:00', c_Score = 1e3 WHERE ObjectID = 105000000222
UPDATE HierarchicalRequirement SET c_GoLive = NULL WHERE ObjectID = 105000000222
none: UPDATE HierarchicalRequirement SET Name = 'nobody' WHERE ObjectID = 999999
none: UPDATE HierarchicalRequirement SET Name = 'nobody' WHERE ObjectID = 124000000000
none: UPDATE HierarchicalRequirement SET Name = 'nobody' WHERE ObjectID = NULL

-- Changes by conditions that the tracker computes
UPDATE HierarchicalRequirement SET c_Alias = 'large' WHERE PlanEstimate >= 10
UPDATE HierarchicalRequirement SET c_Alias = 'without estimate' WHERE PlanEstimate IS NULL
UPDATE HierarchicalRequirement SET c_Alias = 'some' WHERE PlanEstimate > 1 AND PlanEstimate < 9 AND Owner IS NOT NULL
UPDATE HierarchicalRequirement SET c_Alias = 'either' WHERE PlanEstimate = 8 OR Project = 68000000074
UPDATE Defect SET Priority = 'Low' WHERE Priority = 'None'
UPDATE Defect SET Severity = 'None' WHERE Severity = 'Critical'
UPDATE Task SET ToDo = 0 WHERE ToDo > 10
UPDATE Defect SET State = 'Closed' WHERE State = 'Closed Declined'
none: UPDATE HierarchicalRequirement SET c_Alias = 'never' WHERE 1 = 0
none: UPDATE HierarchicalRequirement SET c_Alias = 'never' WHERE PlanEstimate = NULL
none: UPDATE HierarchicalRequirement SET c_Alias = 'never' WHERE PlanEstimate > 5 AND PlanEstimate < 4

-- Changes by text, which the tracker compares without case
UPDATE HierarchicalRequirement SET c_Alias = 'exactly this' WHERE Name = 'Case Pair'
UPDATE HierarchicalRequirement SET c_Alias = 'not that' WHERE Name <> 'Case Pair' AND UPPER(Name) LIKE '%PAIR'
UPDATE HierarchicalRequirement SET c_Alias = 'with blanks' WHERE Name = 'trailing'
UPDATE HierarchicalRequirement SET c_Alias = 'like' WHERE Name LIKE 'Search%' OR Name LIKE '%_Story 1_'
UPDATE HierarchicalRequirement SET c_Alias = 'quotes' WHERE Name IN ('O''Brien said "hi"', 'a;b|c,d&e#f+g%h\i=j')
UPDATE Defect SET Name = UPPER(Name) WHERE Name = 'Grinning 😀 and 👩‍💻'
UPDATE HierarchicalRequirement SET c_Alias = 'tagged' WHERE HAS(Tags, 102000000000)
UPDATE HierarchicalRequirement SET c_Alias = 'of that project' WHERE Project_Name = 'Team A'
UPDATE HierarchicalRequirement SET c_Alias = 'that one' WHERE FormattedID = 'US11'
none: UPDATE HierarchicalRequirement SET c_Alias = 'never' WHERE Name = 'CHECKOUT STORY 6'
none: UPDATE HierarchicalRequirement SET c_Alias = 'never' WHERE FormattedID = 'DE11'
none: UPDATE Defect SET c_Alias = 'never' WHERE State = 'OPEN'
UPDATE Defect SET c_Alias = 'open' WHERE State = 'Open'

-- Changes computed from present values
UPDATE HierarchicalRequirement SET c_Score = COALESCE(c_Score, 0) + 1 WHERE PlanEstimate IS NOT NULL
UPDATE HierarchicalRequirement SET c_Score = c_Score * 2, c_Alias = 'doubled' WHERE c_Score BETWEEN 2 AND 10
UPDATE HierarchicalRequirement SET Name = Name || ' (' || FormattedID || ')' WHERE c_Score > 10
UPDATE HierarchicalRequirement SET c_Alias = Notes, Notes = COALESCE(c_Alias, '') WHERE Project = 68000000074 ==> UPDATE HierarchicalRequirement SET c_Alias = COALESCE(Notes, ''), Notes = COALESCE(c_Alias, '') WHERE Project = 68000000074
UPDATE HierarchicalRequirement SET c_Alias = CASE WHEN PlanEstimate > 5 THEN 'big' WHEN PlanEstimate IS NULL THEN NULL ELSE 'small' END WHERE Project <> 68000000074 ==> UPDATE HierarchicalRequirement SET c_Alias = RTRIM(CASE WHEN PlanEstimate > 5 THEN 'big' WHEN PlanEstimate IS NULL THEN '' ELSE 'small' END) WHERE Project <> 68000000074
UPDATE HierarchicalRequirement SET c_Score = COALESCE(c_Score, 0) + ? WHERE Project = ? <-- 0.5 | 68000000074
UPDATE Task SET Estimate = ToDo WHERE Estimate IS NULL AND ToDo IS NOT NULL

-- Changes by other tables
UPDATE Task SET Name = Name || '!' WHERE WorkProduct IN (SELECT ObjectID FROM HierarchicalRequirement WHERE Project_Name = 'Company')
UPDATE HierarchicalRequirement SET c_Alias = 'has tasks' WHERE EXISTS (SELECT 1 FROM Task t WHERE t.WorkProduct = HierarchicalRequirement.ObjectID)
UPDATE HierarchicalRequirement SET c_Alias = 'no tasks' WHERE ObjectID NOT IN (SELECT t.WorkProduct FROM Task t WHERE t.WorkProduct IS NOT NULL)
UPDATE HierarchicalRequirement SET c_Alias = 'few' WHERE (SELECT COUNT(*) FROM Task t WHERE t.WorkProduct = HierarchicalRequirement.ObjectID) BETWEEN 1 AND 2
UPDATE Defect SET c_Alias = 'above average' WHERE PlanEstimate > (SELECT AVG(d.PlanEstimate) FROM Defect d)
UPDATE HierarchicalRequirement SET c_Alias = 'same name' WHERE Name IN (SELECT d.Name FROM Defect d)

-- Related assets by name, and several values at once
UPDATE HierarchicalRequirement SET Owner_Name = 'Andre Agile' WHERE ObjectID = 105000000037 ==> UPDATE HierarchicalRequirement SET Owner = 126000000037 WHERE ObjectID = 105000000037
UPDATE HierarchicalRequirement SET Owner_Name = NULL WHERE ObjectID = 105000000074 ==> UPDATE HierarchicalRequirement SET Owner = NULL WHERE ObjectID = 105000000074
UPDATE Task SET Owner_Name = 'Müller, Jörg' WHERE Owner_Name = 'Andre Agile' ==> UPDATE Task SET Owner = 126000000074 WHERE Owner_Name = 'Andre Agile'
UPDATE HierarchicalRequirement SET Tags = '102000000000' WHERE ObjectID IN (105000000037, 105000000074, 105000000111)
UPDATE HierarchicalRequirement SET Tags = NULL WHERE ObjectID = 105000000148
UPDATE HierarchicalRequirement SET Tags = '102000000037, 102000000111' WHERE PlanEstimate IS NULL
UPDATE Defect SET c_RootCauses = '78043270135401' WHERE c_RootCauses IS NULL
UPDATE Defect SET c_RootCauses = NULL WHERE c_RootCauses LIKE '%78043270135403%'

-- Merged rows
MERGE INTO HierarchicalRequirement USING (VALUES ('case pair', 21.5), ('brand new', 22.5)) AS t(n, e) ON HierarchicalRequirement.Name = t.n WHEN MATCHED THEN UPDATE SET c_Score = t.e WHEN NOT MATCHED THEN INSERT (Name, c_Score) VALUES (t.n, t.e)
MERGE INTO HierarchicalRequirement USING (SELECT d.Requirement AS r, MAX(d.FormattedID) AS f FROM Defect d GROUP BY d.Requirement) AS t ON HierarchicalRequirement.ObjectID = t.r WHEN MATCHED THEN UPDATE SET c_Alias = t.f
MERGE INTO HierarchicalRequirement USING (SELECT d.ObjectID, d.Name FROM Defect d WHERE d.Severity = 'None') AS t ON HierarchicalRequirement.Name = t.Name WHEN NOT MATCHED THEN INSERT (Name) VALUES ('Fix ' || t.Name)
none: MERGE INTO HierarchicalRequirement USING (SELECT d.Name FROM Defect d WHERE 1 = 0) AS t ON HierarchicalRequirement.Name = t.Name WHEN MATCHED THEN UPDATE SET c_Score = 1 WHEN NOT MATCHED THEN INSERT (Name) VALUES (t.Name)

-- Link tables
INSERT INTO rally_links.HierarchicalRequirement_Tags(HierarchicalRequirement, Tag) VALUES (105000000185, 102000000185)
INSERT INTO rally_links.HierarchicalRequirement_Tags(HierarchicalRequirement, Tag) VALUES (105000000222, 102000000111), (105000000222, 102000000222), (105000000296, 9007271254741252)
INSERT INTO rally_links.Defect_Tags(Defect, Tag) SELECT d.ObjectID, 102000000000 FROM Defect d WHERE d.Tags IS NULL
DELETE FROM rally_links.HierarchicalRequirement_Tags WHERE HierarchicalRequirement = 105000000222 AND Tag = 102000000222
DELETE FROM rally_links.HierarchicalRequirement_Tags WHERE Tag = 102000000037
DELETE FROM rally_links.Defect_Tags WHERE Defect IN (SELECT d.ObjectID FROM Defect d WHERE d.PlanEstimate > 10)
none: DELETE FROM rally_links.HierarchicalRequirement_Tags WHERE HierarchicalRequirement = 105000000222 AND Tag = 102000000000
DELETE FROM rally_links.Defect_c_RootCauses WHERE "Value" = 78043270135402

-- Deletions
DELETE FROM Task WHERE ObjectID = 124000000000
DELETE FROM Task WHERE ObjectID IN (124000000037, 124000000074, 999999)
DELETE FROM Task WHERE ToDo > 7
DELETE FROM Task WHERE Name = 'trailing'
DELETE FROM Task WHERE Name LIKE 'Export%' AND Owner IS NOT NULL
DELETE FROM Task WHERE ObjectID = ? <-- 124000000333
DELETE FROM Task WHERE WorkProduct IN (SELECT s.ObjectID FROM HierarchicalRequirement s WHERE s.PlanEstimate > 5)
none: DELETE FROM Task WHERE ObjectID = 124000000000
none: DELETE FROM Task WHERE Name = 'LOGIN TASK 5 (B-01011)'
none: DELETE FROM Task WHERE 1 = 0
DELETE FROM Task WHERE ObjectID > 0
