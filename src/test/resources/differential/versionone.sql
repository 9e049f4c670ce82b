-- Queries written by hand, one in each line. [[Name]] is text in the order of the setting textOrder, [[#ID]] a key likewise.
-- After ==> stands the query for HSQLDB where it has other words, or no way to say the same.

-- Text: case, blanks, quotes, wildcards
SELECT ID FROM Story WHERE Name = 'Case Pair'
SELECT ID FROM Story WHERE Name <> 'Case Pair'
SELECT ID FROM Story WHERE NOT Name = 'case pair'
SELECT ID FROM Story WHERE Name IN ('case pair', 'trailing ', 'x')
SELECT ID FROM Story WHERE Name NOT IN ('case pair', 'trailing', 'NULL')
SELECT ID FROM Story WHERE Name = 'trailing'
SELECT ID FROM Story WHERE Name = 'trailing '
SELECT ID FROM Story WHERE Name = 'trailing   '
SELECT ID FROM Story WHERE Name LIKE 'trailing'
SELECT ID FROM Story WHERE Name LIKE 'trailing '
SELECT ID FROM Story WHERE Name LIKE 'trailing%'
SELECT ID FROM Story WHERE Name LIKE 'trailing_'
SELECT ID FROM Story WHERE Name LIKE '%a_e%'
SELECT ID FROM Story WHERE Name NOT LIKE '%a%'
SELECT ID FROM Story WHERE Name LIKE 'CASE%'
SELECT ID FROM Story WHERE Name LIKE '100\%' ESCAPE '\'
SELECT ID FROM Story WHERE Name LIKE '%!%%' ESCAPE '!'
SELECT ID FROM Story WHERE Name LIKE 'under!_score' ESCAPE '!'
SELECT ID FROM Story WHERE NOT (Name NOT LIKE 'S%')
SELECT ID FROM Story WHERE Name LIKE '%'
SELECT ID FROM Story WHERE Name LIKE ''
SELECT ID FROM Story WHERE Name = ''
SELECT ID FROM Story WHERE Name <> ''
SELECT ID FROM Story WHERE RequestedBy = ''
SELECT ID FROM Story WHERE RequestedBy <> ''
SELECT ID FROM Story WHERE RequestedBy IS NULL
SELECT ID FROM Story WHERE RequestedBy IS NOT NULL
SELECT ID FROM Story WHERE RequestedBy LIKE '%'
SELECT ID FROM Story WHERE NOT RequestedBy LIKE '%e%'
SELECT ID FROM Story WHERE Name = 'O''Brien said "hi"'
SELECT ID FROM Story WHERE Name IN ('O''Brien said "hi"', '''', '""')
SELECT ID FROM Story WHERE Name LIKE '%''%'
SELECT ID FROM Story WHERE Name LIKE '%"%'
SELECT ID FROM Story WHERE Name = 'a;b|c,d&e#f+g%h\i=j'
SELECT ID FROM Story WHERE Name = 'tab	and \ backslash'
SELECT ID FROM Story WHERE Name LIKE 'line one_line two'
SELECT ID FROM Story WHERE Name LIKE '%😀%'
SELECT ID FROM Story WHERE Name = 'Grinning 😀 and 👩‍💻'
SELECT ID FROM Story WHERE Name = '漢字かな交じり文'
SELECT ID FROM Story WHERE Name = 'Eclair' OR Name = 'éclair'
SELECT ID FROM Story WHERE Name IN ('NULL', 'null', '$name', '7', '007')
SELECT ID FROM Story WHERE Name = '7'
SELECT ID FROM Story WHERE Name > 'S' AND Name < 'T'
SELECT ID FROM Story WHERE Name BETWEEN 'case' AND 'under'
SELECT ID FROM Story WHERE Name NOT BETWEEN 'A' AND 'a'
SELECT ID FROM Story WHERE Name >= 'Straße' OR Name <= '0'
SELECT ID FROM Story WHERE NOT (Name >= 'S')
SELECT ID FROM Story WHERE 'Case Pair' = Name
SELECT ID FROM Story WHERE Name || '!' = 'Case Pair!'
SELECT ID FROM Story WHERE UPPER(Name) = 'CASE PAIR'
SELECT ID FROM Story WHERE Name = CAST('Case Pair' AS CHAR(12))
SELECT ID FROM Story WHERE Name = CAST('trailing' AS CHAR(10))
SELECT ID FROM Story WHERE CAST(Name AS VARCHAR(4)) = 'Case'
SELECT ID FROM Story WHERE CAST(Name AS VARCHAR(4)) IN ('Case', 'case')
SELECT ID FROM Story WHERE Name = Name AND RequestedBy = RequestedBy
SELECT ID FROM Story WHERE Name = Number OR RequestedBy = LastVersion
SELECT ID FROM Story WHERE Number = 'B-01001'
SELECT ID FROM Story WHERE Number = 'b-01001'
SELECT ID FROM Story WHERE Number BETWEEN 'B-01010' AND 'B-01020'
SELECT ID FROM Story WHERE Description = 'plain text with a search word'
SELECT ID FROM Story WHERE Description <> 'plain text with a search word'
SELECT ID FROM Story WHERE Description LIKE '%search%' OR Benefits IS NULL
SELECT ID FROM Story WHERE Description IS NULL
SELECT ID FROM Story WHERE Description IS NOT NULL AND Description NOT LIKE '<p>%'
SELECT ID FROM Story WHERE Custom_Token = '98771fb4-71b8-42ec-be8b-69414daa020e'
SELECT ID FROM Story WHERE Custom_Token = '98771FB4-71B8-42EC-BE8B-69414DAA020E'
SELECT ID FROM Story WHERE Custom_Token <> '98771fb4-71b8-42ec-be8b-69414daa020e'
SELECT ID FROM Story WHERE Custom_Token IN ('nonsense', '00000000-0000-0000-0000-000000000000')
SELECT ID FROM Story WHERE Custom_Kind = 'Story'
SELECT ID FROM Story WHERE Custom_Kind = 'story'
SELECT ID FROM Story WHERE Custom_Kind <> 'Nothing'
SELECT ID FROM Story WHERE Custom_Label = 'AssetType''Story'
SELECT ID FROM Story WHERE Custom_Label IS NULL OR Custom_Span = '2 Weeks'
SELECT ID FROM Story WHERE Custom_Span > '2' AND Custom_Span IS NOT NULL
SELECT ID FROM Story WHERE Custom_Stamp = '42' OR Custom_Stamp LIKE '9%'
SELECT ID FROM Story WHERE AssetType = 'Story'
SELECT ID, AssetType FROM Workitem WHERE AssetType IN ('Story', 'task', 'Epic')
SELECT ID, AssetType FROM Workitem WHERE AssetType <> 'Story' AND AssetType NOT LIKE 'D%'
SELECT ID, Email FROM Member WHERE Email = 'user1@example.com' OR Email = 'User2@Example.com'
SELECT ID FROM Member WHERE Email IS NULL
SELECT ID FROM Member WHERE Email IS NOT NULL AND Phone IS NULL
SELECT ID FROM Member WHERE NOT (Email IS NULL OR Nickname = 'Nick')
SELECT ID FROM Member WHERE COALESCE(Email, 'none') = 'none'
SELECT ID FROM Member WHERE Email || Phone IS NULL

-- Numbers
SELECT ID FROM Story WHERE Estimate = 3
SELECT ID FROM Story WHERE Estimate = 0.5
SELECT ID FROM Story WHERE Estimate = 0.1
SELECT ID FROM Story WHERE Estimate = 1.25E0
SELECT ID FROM Story WHERE Estimate <> 3
SELECT ID FROM Story WHERE Estimate < 1
SELECT ID FROM Story WHERE NOT Estimate < 1
SELECT ID FROM Story WHERE Estimate >= 8 OR Estimate IS NULL
SELECT ID FROM Story WHERE Estimate BETWEEN -2.75 AND 0
SELECT ID FROM Story WHERE Estimate NOT BETWEEN 0 AND 10
SELECT ID FROM Story WHERE Estimate IN (1, 2, 3.0, 123456.789)
SELECT ID FROM Story WHERE Estimate NOT IN (1, 2, 3)
SELECT ID FROM Story WHERE Estimate NOT IN (1, CAST(NULL AS DOUBLE))
SELECT ID FROM Story WHERE NOT (Estimate IN (1, CAST(NULL AS DOUBLE)))
SELECT ID FROM Story WHERE Estimate IN (1, CAST(NULL AS DOUBLE))
SELECT ID FROM Story WHERE Estimate > 1000000000000000000000
SELECT ID FROM Story WHERE Estimate < 1E300
SELECT ID FROM Story WHERE Estimate > 0.00000000000001
SELECT ID FROM Story WHERE -Estimate > 0
SELECT ID FROM Story WHERE Estimate + 1 = 3
SELECT ID FROM Story WHERE Estimate > ToDo
SELECT ID FROM Story WHERE Estimate = ToDo OR Estimate <> "Value"
SELECT ID FROM Story WHERE Estimate IS NULL AND ToDo IS NOT NULL
SELECT ID FROM Story WHERE (Estimate > 2) IS TRUE
SELECT ID FROM Story WHERE (Estimate > 2) IS NOT TRUE
SELECT ID FROM Story WHERE (Estimate > 2) IS FALSE
SELECT ID FROM Story WHERE (Estimate > 2) IS NOT FALSE
SELECT ID FROM Story WHERE (Estimate > 2) IS UNKNOWN
SELECT ID FROM Story WHERE NOT ((Estimate > 2) IS UNKNOWN)
SELECT ID FROM Story WHERE (Estimate > 2 AND ToDo < 5) IS NOT TRUE
SELECT ID FROM Story WHERE "Order" = 10
SELECT ID FROM Story WHERE "Order" > 20 AND "Order" < 30.5
SELECT ID FROM Story WHERE "Order" = 10.5
SELECT ID FROM Story WHERE "Order" <> 10.5
SELECT ID FROM Story WHERE "Order" < -3.5
SELECT ID FROM Story WHERE "Order" IN (1, 2, 3, 999)
SELECT ID FROM Story WHERE "Order" NOT IN (1, 2, 3, 999)
SELECT ID FROM Story WHERE "Order" > 10E0
SELECT ID FROM Story WHERE Custom_Big = 9007199254740993
SELECT ID FROM Story WHERE Custom_Big = 9223372036854775807
SELECT ID FROM Story WHERE Custom_Big < 0
SELECT ID FROM Story WHERE Custom_Big > 9007199254740992
SELECT ID FROM Story WHERE Custom_Big IS NULL OR Custom_Big <> 42
SELECT ID FROM Story WHERE "Key" = 945
SELECT ID FROM Story WHERE "Key" > 950 AND "Key" <= 1000
SELECT ID FROM Story WHERE "Key" IN (945, 946, 99999)
SELECT ID FROM Story WHERE "Key" NOT BETWEEN 945 AND 1050
SELECT ID FROM Story WHERE "Key" = 945.5
SELECT ID FROM Story WHERE "Moment" > 200 AND "Moment" < 300
SELECT ID FROM Story WHERE "Moment" BETWEEN 150 AND 250.5
SELECT ID FROM Story WHERE "Moment" <> 101
SELECT ID FROM Epic WHERE Risk = 5 OR Swag >= 13
SELECT ID FROM Actual WHERE "Value" > 1 AND Member IS NOT NULL

-- Booleans
SELECT ID FROM Story WHERE Custom_Ready
SELECT ID FROM Story WHERE NOT Custom_Ready
SELECT ID FROM Story WHERE Custom_Ready = TRUE
SELECT ID FROM Story WHERE Custom_Ready <> TRUE
SELECT ID FROM Story WHERE Custom_Ready IS NULL
SELECT ID FROM Story WHERE Custom_Ready IS TRUE
SELECT ID FROM Story WHERE Custom_Ready IS NOT TRUE
SELECT ID FROM Story WHERE Custom_Ready IS FALSE
SELECT ID FROM Story WHERE Custom_Ready IS NOT FALSE
SELECT ID FROM Story WHERE Custom_Ready IS UNKNOWN
SELECT ID FROM Story WHERE Custom_Ready > FALSE
SELECT ID FROM Story WHERE Custom_Ready IN (TRUE, FALSE)
SELECT ID FROM Story WHERE Custom_Ready NOT IN (TRUE)
SELECT ID FROM Story WHERE Custom_Ready OR Estimate > 5
SELECT ID FROM Story WHERE NOT (Custom_Ready AND Estimate > 5)
SELECT ID FROM Story WHERE TRUE
SELECT ID FROM Story WHERE FALSE
SELECT ID FROM Story WHERE 1 = 0
SELECT ID FROM Story WHERE IsClosed AND NOT IsDead
SELECT ID FROM Story WHERE IsDeleted
SELECT ID FROM Story WHERE NOT IsDeleted
SELECT ID FROM Story WHERE IsDeleted = FALSE AND Estimate > 3
SELECT ID FROM Story WHERE IsDeleted IS NOT TRUE OR Estimate = 1
SELECT ID, IsSelf FROM Member WHERE IsSelf
SELECT ID FROM MessageReceipt WHERE IsUnread AND NOT IsArchived

-- States
SELECT ID, AssetState, AssetState_Name FROM Story
SELECT ID FROM Story WHERE AssetState = 64
SELECT ID FROM Story WHERE AssetState = 0
SELECT ID FROM Story WHERE AssetState = 200
SELECT ID FROM Story WHERE AssetState = 208
SELECT ID FROM Story WHERE AssetState = 192
SELECT ID FROM Story WHERE AssetState = 255
SELECT ID FROM Story WHERE AssetState <> 255
SELECT ID FROM Story WHERE AssetState = 100000
SELECT ID FROM Story WHERE AssetState <> 100000
SELECT ID FROM Story WHERE AssetState < 100000
SELECT ID FROM Story WHERE AssetState = 64.5
SELECT ID FROM Story WHERE AssetState <> 64
SELECT ID FROM Story WHERE AssetState <> 200
SELECT ID FROM Story WHERE AssetState < 128
SELECT ID FROM Story WHERE AssetState <= 128
SELECT ID FROM Story WHERE AssetState >= 128
SELECT ID FROM Story WHERE AssetState > 128
SELECT ID FROM Story WHERE AssetState > 200
SELECT ID FROM Story WHERE AssetState BETWEEN 1 AND 204
SELECT ID FROM Story WHERE AssetState NOT BETWEEN 64 AND 200
SELECT ID FROM Story WHERE AssetState IN (0, 64, 208)
SELECT ID FROM Story WHERE AssetState NOT IN (0, 64, 208)
SELECT ID FROM Story WHERE AssetState IS NULL
SELECT ID FROM Story WHERE AssetState_Name = 'Active'
SELECT ID FROM Story WHERE AssetState_Name = 'active'
SELECT ID FROM Story WHERE AssetState_Name = 'Template'
SELECT ID FROM Story WHERE AssetState_Name = 'Dead'
SELECT ID FROM Story WHERE AssetState_Name <> 'Active'
SELECT ID FROM Story WHERE AssetState_Name NOT IN ('Closed', 'Broken Down')
SELECT ID FROM Story WHERE AssetState_Name LIKE '%e%'
SELECT ID FROM Story WHERE AssetState_Name NOT LIKE 'A%'
SELECT ID FROM Story WHERE AssetState_Name > 'B'
SELECT ID FROM Timebox WHERE AssetState = 0
SELECT ID FROM Timebox WHERE AssetState_Name = 'Future' OR AssetState_Name = 'Closed'
SELECT ID, FakeAssetState, FakeAssetState_Name FROM Story WHERE FakeAssetState = 64 OR FakeAssetState > 200
SELECT ID, Custom_Phase, Custom_Phase_Name FROM Story WHERE Custom_Phase = 255 OR Custom_Phase IS NULL
SELECT ID FROM Story WHERE Custom_Phase_Name = 'Deleted'
SELECT AssetState, COUNT(*) FROM Workitem GROUP BY AssetState

-- Dates and times
SELECT ID FROM Story WHERE Custom_Due = TIMESTAMP '2021-11-07 01:30:00'
SELECT ID FROM Story WHERE Custom_Due = TIMESTAMP '2021-11-07 01:30:00.090'
SELECT ID FROM Story WHERE Custom_Due > TIMESTAMP '2021-11-07 01:30:00.089'
SELECT ID FROM Story WHERE Custom_Due > TIMESTAMP '2021-11-07 01:30:00.090'
SELECT ID FROM Story WHERE Custom_Due >= TIMESTAMP '2021-11-07 01:30:00.091'
SELECT ID FROM Story WHERE Custom_Due < TIMESTAMP '2021-11-07 01:30:00.090'
SELECT ID FROM Story WHERE Custom_Due <= TIMESTAMP '2021-11-07 01:30:00.090'
SELECT ID FROM Story WHERE Custom_Due <> TIMESTAMP '2021-11-07 01:30:00.090'
SELECT ID FROM Story WHERE Custom_Due IN (TIMESTAMP '2021-11-07 01:30:00.090', TIMESTAMP '2024-06-01 12:00:00')
SELECT ID FROM Story WHERE Custom_Due NOT IN (TIMESTAMP '2021-11-07 01:30:00.090', TIMESTAMP '2024-06-01 12:00:00')
SELECT ID FROM Story WHERE Custom_Due BETWEEN TIMESTAMP '2021-01-01 00:00:00' AND TIMESTAMP '2021-12-31 23:59:59.999'
SELECT ID FROM Story WHERE Custom_Due >= DATE '2024-06-01'
SELECT ID FROM Story WHERE Custom_Due < DATE '2020-02-29'
SELECT ID FROM Story WHERE Custom_Due = DATE '2020-02-29'
SELECT ID FROM Story WHERE Custom_Due IS NULL
SELECT ID FROM Story WHERE NOT (Custom_Due >= TIMESTAMP '2021-01-01 00:00:00')
SELECT ID FROM Story WHERE Custom_Due > TIMESTAMP '0001-01-01 00:00:00'
SELECT ID FROM Story WHERE Custom_Due < TIMESTAMP '9999-12-31 23:59:59'
SELECT ID FROM Story WHERE Custom_DueDay = DATE '2024-02-29'
SELECT ID FROM Story WHERE Custom_DueDay > TIMESTAMP '2024-02-28 12:00:00'
SELECT ID FROM Story WHERE Custom_DueDay BETWEEN DATE '1969-12-31' AND DATE '2000-01-01'
SELECT ID, ChangeDateUTC FROM Story WHERE ChangeDateUTC >= TIMESTAMP '2024-01-01 00:00:00'
SELECT ID, CreateDate FROM Story WHERE CreateDate < TIMESTAMP '2022-07-01 00:00:00' AND ChangeDate > CreateDate
SELECT ID FROM Story WHERE ChangeDateUTC - INTERVAL '1' DAY > TIMESTAMP '2024-01-01 00:00:00'
SELECT ID FROM Story WHERE ChangeDateUTC > TIMESTAMP '2024-02-01 00:00:00' - INTERVAL '1' MONTH
SELECT ID FROM Story WHERE CAST(ChangeDateUTC AS DATE) = DATE '2024-03-01' OR EXTRACT(YEAR FROM CreateDateUTC) = 2022
SELECT ID, BeginDate, EndDate FROM Timebox WHERE BeginDate = DATE '2023-01-16'
SELECT ID FROM Timebox WHERE BeginDate > DATE '2023-01-16' AND EndDate <= DATE '2023-03-27'
SELECT ID FROM Timebox WHERE BeginDate < TIMESTAMP '2023-01-16 12:00:00'
SELECT ID FROM Timebox WHERE BeginDate = TIMESTAMP '2023-01-16 12:00:00'
SELECT ID FROM Timebox WHERE BeginDate >= TIMESTAMP '2023-01-16 00:00:00.001'
SELECT ID FROM Timebox WHERE NOT (BeginDate BETWEEN DATE '2023-01-16' AND DATE '2023-02-13')
SELECT ID FROM Timebox WHERE BeginDate IN (DATE '2023-01-16', DATE '2023-01-17', DATE '2023-01-30')
SELECT ID FROM Timebox WHERE BeginDate NOT IN (DATE '2023-01-16', DATE '2023-01-30')
SELECT ID FROM Timebox WHERE BeginDate + INTERVAL '14' DAY = EndDate
SELECT ID FROM Epic WHERE PlannedStart IS NULL OR PlannedStart > PlannedEnd
SELECT ID, "Date" FROM Actual WHERE "Date" >= DATE '2021-03-14'
SELECT ID, "Date" FROM Actual WHERE "Date" = TIMESTAMP '2021-11-07 00:00:00'

-- Keys and relations
SELECT ID FROM Story WHERE ID = 'Story:945'
SELECT ID FROM Story WHERE ID = 'story:945'
SELECT ID FROM Story WHERE ID = 'Story:0945'
SELECT ID FROM Story WHERE ID = 'Story:945 '
SELECT ID FROM Story WHERE ID = 'Story:945:7'
SELECT ID FROM Story WHERE ID = 'Defect:945'
SELECT ID FROM Story WHERE ID = 'Member:20'
SELECT ID FROM Story WHERE ID = 'Nothing:1'
SELECT ID FROM Story WHERE ID = 'Story:-5'
SELECT ID FROM Story WHERE ID = 'nonsense'
SELECT ID FROM Story WHERE ID = ''
SELECT ID FROM Story WHERE ID <> 'Story:945'
SELECT ID FROM Story WHERE ID <> 'nonsense'
SELECT ID FROM Story WHERE ID IN ('Story:945', 'Story:946', 'Story:947', 'nonsense', 'Story:99999999')
SELECT ID FROM Story WHERE ID NOT IN ('Story:945', 'Story:946', 'nonsense')
SELECT ID FROM Story WHERE ID > 'Story:1000' AND ID < 'Story:95'
SELECT ID FROM Story WHERE ID LIKE 'Story:94%'
SELECT ID FROM Story WHERE ID IS NULL
SELECT ID FROM Story WHERE ID IS NOT NULL AND ID = 'Story:950'
SELECT ID FROM Story WHERE ID = 'Story:945' OR ID = 'Story:950' OR Estimate = 3
SELECT ID FROM Story WHERE ID = 'Story:945' AND ID = 'Story:950'
SELECT ID FROM Story WHERE ID IN ('Story:945', 'Story:950') AND ID IN ('Story:950', 'Story:951')
SELECT ID FROM Story WHERE Scope = 'Scope:0'
SELECT ID FROM Story WHERE Scope <> 'Scope:0'
SELECT ID FROM Story WHERE Scope = 'Member:20'
SELECT ID FROM Story WHERE Timebox IS NULL
SELECT ID FROM Story WHERE Timebox IS NOT NULL AND Team IS NULL
SELECT ID FROM Story WHERE Timebox <> 'nonsense'
SELECT ID FROM Story WHERE NOT (Timebox = 'nonsense')
SELECT ID FROM Story WHERE Status = 'StoryStatus:133' OR Status IS NULL
SELECT ID FROM Story WHERE Status IN ('StoryStatus:133', 'StoryStatus:134')
SELECT ID FROM Story WHERE Status NOT IN ('StoryStatus:133', 'StoryStatus:134')
SELECT ID FROM Story WHERE Status NOT IN ('StoryStatus:133', CAST(NULL AS VARCHAR(20)))
SELECT ID FROM Story WHERE Status = 'StoryStatus:133' AND Status <> 'StoryStatus:134'
SELECT ID FROM Story WHERE Status > 'StoryStatus:134'
SELECT ID FROM Story WHERE Status LIKE '%13_'
SELECT ID FROM Workitem WHERE Parent = 'Story:950' OR Super IS NOT NULL
SELECT ID FROM Workitem WHERE ID IN ('Story:950', 'Epic:950', 'Member:20')
SELECT ID FROM Member WHERE DefaultRole = 'Role:4'

-- Companions
SELECT ID, Scope_Name, Timebox_Name, Status_Name, Super_Number, Parent_Name FROM Story
SELECT ID, Parent_Name, Parent_Number FROM Task
SELECT ID FROM Story WHERE Scope_Name = 'Call Center'
SELECT ID FROM Story WHERE Scope_Name <> 'Call Center'
SELECT ID FROM Story WHERE Status_Name = 'In Progress'
SELECT ID FROM Story WHERE Status_Name IN ('in progress', 'Done') OR Status_Name IS NULL
SELECT ID FROM Story WHERE Status_Name IS NULL
SELECT ID FROM Story WHERE Status_Name IS NOT NULL AND Status_Name NOT LIKE 'A%'
SELECT ID FROM Story WHERE NOT (Status_Name = 'Done')
SELECT ID FROM Story WHERE Super_Number = 'E-01005' OR Super_Name LIKE '%Epic%'
SELECT ID FROM Story WHERE Timebox_Name IS NULL AND Timebox IS NOT NULL
SELECT ID FROM Story WHERE Custom_FiscalYear_Name = 'FY2025' OR Custom_FiscalYear_Name IS NULL
SELECT ID, DefaultRole_Name FROM Member WHERE DefaultRole_Name <> 'Role.Name''Tester'
SELECT ID FROM Task WHERE Parent_Number < 'B-01020'

-- Multi-valued attributes
SELECT ID, Owners, Owners_Name, TaggedWith, Ideas, Dependencies, Dependencies_Number FROM Story
SELECT ID FROM Story WHERE HAS(Owners, 'Member:20')
SELECT ID FROM Story WHERE NOT HAS(Owners, 'Member:20')
SELECT ID FROM Story WHERE HAS(Owners, 'Member:2')
SELECT ID FROM Story WHERE HAS(Owners, 'nonsense')
SELECT ID FROM Story WHERE NOT HAS(Owners, 'nonsense')
SELECT ID FROM Story WHERE HAS(Owners, 'Story:950')
SELECT ID FROM Story WHERE HAS(Owners, 'Member:20') OR Estimate = 3
SELECT ID FROM Story WHERE Owners IS NULL
SELECT ID FROM Story WHERE Owners IS NOT NULL
SELECT ID FROM Story WHERE Owners = 'Member:20'
SELECT ID FROM Story WHERE Owners <> 'Member:20'
SELECT ID FROM Story WHERE Owners LIKE '%Member:2%'
SELECT ID FROM Story WHERE Owners_Name LIKE '%Admin%' OR Owners_Name IS NULL
SELECT ID FROM Story WHERE Owners_Name = 'Administrator'
SELECT ID FROM Story WHERE TaggedWith = 'ui' OR TaggedWith IS NULL
SELECT ID FROM Story WHERE HAS(TaggedWith, 'UI')
SELECT ID FROM Story WHERE NOT HAS(TaggedWith, 'backend')
SELECT ID FROM Story WHERE TaggedWith LIKE '%API %'
SELECT ID FROM Story WHERE Custom_Regions_Name LIKE '%orth%'
SELECT ID FROM Scope WHERE HAS(Members, 'Member:20') AND Members IS NOT NULL

-- Nested conditions
SELECT ID FROM Story WHERE Estimate > 2 AND Name LIKE 'S%' OR Status IS NULL AND NOT (Scope = 'Scope:0')
SELECT ID FROM Story WHERE (Estimate > 2 OR Name LIKE 'S%') AND (Status IS NULL OR NOT (Scope = 'Scope:0'))
SELECT ID FROM Story WHERE NOT (Estimate > 2 AND Name LIKE 'S%' OR Status IS NULL)
SELECT ID FROM Story WHERE NOT (NOT (Estimate > 2) AND NOT (Status = 'StoryStatus:133'))
SELECT ID FROM Story WHERE NOT ((Estimate IS NULL OR ToDo > 1) AND (Name <> 'x' OR RequestedBy IS NOT NULL))
SELECT ID FROM Story WHERE Estimate > 2 AND (Timebox IS NULL OR Team IS NULL OR Custom_Ready) AND AssetState < 128
SELECT ID FROM Story WHERE Estimate = 1 OR Estimate = 2 AND ToDo = 3 OR Estimate = 3 AND ToDo = 1
SELECT ID FROM Story WHERE Estimate = 1 AND Estimate IS NULL
SELECT ID FROM Story WHERE Estimate = 1 OR NOT Estimate = 1
SELECT ID FROM Story WHERE CASE WHEN Estimate > 5 THEN Name LIKE 'S%' ELSE ToDo IS NULL END
SELECT ID FROM Story WHERE COALESCE(Estimate, 0) = 0
SELECT ID FROM Story WHERE NULLIF(Estimate, 3) IS NULL
SELECT ID FROM Story WHERE CASE Estimate WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END IN ('one', 'many')

-- ORDER BY, LIMIT, OFFSET
SELECT ID, Name FROM Story ORDER BY [[Name]], [[#ID]]
SELECT ID, Name FROM Story ORDER BY [[Name]] DESC, [[#ID]] LIMIT 7
SELECT ID, Name, Estimate FROM Story ORDER BY Estimate, [[Name]] DESC, [[#ID]] LIMIT 20 OFFSET 11
SELECT ID FROM Story ORDER BY [[#ID]] LIMIT 5
SELECT ID FROM Story ORDER BY [[#ID]] DESC LIMIT 5 OFFSET 3
SELECT ID FROM Workitem ORDER BY [[#ID]] LIMIT 30 OFFSET 5
SELECT ID, Estimate FROM Story ORDER BY Estimate DESC, [[#ID]] DESC
SELECT ID, Estimate FROM Story ORDER BY Estimate NULLS LAST, [[#ID]] LIMIT 10
SELECT ID, Estimate FROM Story ORDER BY Estimate DESC NULLS FIRST, [[#ID]] LIMIT 10
SELECT ID FROM Story ORDER BY "Order", [[#ID]] LIMIT 15 OFFSET 15
SELECT ID FROM Story ORDER BY Custom_Due, "Order" DESC, [[#ID]]
SELECT ID FROM Story ORDER BY Custom_Ready DESC, Estimate, [[#ID]]
SELECT ID FROM Story ORDER BY ChangeDateUTC DESC, [[#ID]] LIMIT 4
SELECT ID FROM Story ORDER BY Custom_Big, [[#ID]]
SELECT ID, AssetState FROM Story ORDER BY AssetState, [[#ID]]
SELECT ID, Scope FROM Story ORDER BY [[#Scope]], [[#ID]] DESC LIMIT 20
SELECT Scope FROM Story ORDER BY [[#Scope]]
SELECT ID, Scope_Name FROM Story ORDER BY [[Scope_Name]], [[#ID]] LIMIT 20
SELECT ID, Status_Name FROM Story ORDER BY [[Status_Name]] DESC, Estimate, [[#ID]]
SELECT ID, Email FROM Member ORDER BY [[Email]], [[#ID]] DESC
SELECT ID, Email FROM Member ORDER BY [[Email]], [[#ID]] DESC LIMIT 6
SELECT ID, Email, Phone FROM Member ORDER BY [[Phone]], [[Email]], [[#ID]] LIMIT 15
SELECT ID, RequestedBy FROM Story ORDER BY [[RequestedBy]], Estimate DESC, [[#ID]] LIMIT 40
SELECT ID, Description FROM Story ORDER BY [[Description]], [[#ID]] LIMIT 30
SELECT ID FROM Story WHERE Name LIKE 'S%' ORDER BY [[#ID]] LIMIT 3
SELECT ID FROM Story WHERE Name LIKE 'S%' ORDER BY Estimate DESC, [[#ID]] LIMIT 3 OFFSET 2
SELECT ID FROM Story WHERE Estimate > 1 ORDER BY Estimate, [[#ID]] OFFSET 10
SELECT ID FROM Story ORDER BY [[#ID]] LIMIT 0
SELECT ID FROM Story ORDER BY [[#ID]] OFFSET 100000
SELECT ID FROM Story ORDER BY Estimate * 2, [[#ID]] LIMIT 9
SELECT s.ID, Name, Name, Estimate, s.ID FROM Story s ORDER BY s.Estimate, [[#s.ID]]
SELECT Name FROM Story ORDER BY Estimate, [[#ID]] LIMIT 9
SELECT x.ID FROM (SELECT ID, Estimate FROM Story ORDER BY Estimate, [[#ID]] LIMIT 20) x WHERE x.Estimate IS NOT NULL
SELECT x.ID FROM (SELECT ID, Estimate FROM Story ORDER BY Estimate, [[#ID]] LIMIT 20) x ORDER BY [[#x.ID]] DESC
SELECT x.ID FROM (SELECT ID, Estimate FROM Story ORDER BY Estimate, [[#ID]] LIMIT 20) x ORDER BY x.Estimate DESC, [[#x.ID]] LIMIT 4 OFFSET 2
SELECT COUNT(*) FROM (SELECT ID FROM Story ORDER BY Estimate, [[#ID]] LIMIT 20 OFFSET 110) x
SELECT COUNT(*) FROM (SELECT ID FROM Story WHERE Name LIKE '%e%' LIMIT 5) x
SELECT COUNT(*) FROM (SELECT ID FROM Story WHERE Estimate > 2 LIMIT 5) x
SELECT COUNT(*), MAX(x.Estimate) FROM (SELECT ID, Estimate FROM Story ORDER BY Estimate DESC, [[#ID]] LIMIT 5 OFFSET 3) x
SELECT ID FROM (SELECT ID FROM Story ORDER BY [[#ID]] LIMIT 9) ORDER BY [[#ID]] DESC LIMIT 3
SELECT * FROM (SELECT ID, Name FROM Story UNION ALL SELECT ID, Name FROM Defect) u ORDER BY [[u.Name]], [[#u.ID]] LIMIT 30
SELECT * FROM (SELECT ID FROM Story UNION SELECT ID FROM Defect) u ORDER BY [[#u.ID]] LIMIT 30
SELECT * FROM (SELECT DISTINCT Scope FROM Story) u ORDER BY [[#u.Scope]]
SELECT * FROM (SELECT Scope, COUNT(*) AS n FROM Story GROUP BY Scope) u ORDER BY u.n DESC, [[#u.Scope]]

-- DISTINCT, GROUP BY, aggregates
SELECT COUNT(*) FROM Story
SELECT COUNT(*) FROM Story WHERE Estimate > 2
SELECT COUNT(*) FROM Story WHERE Name = 'case pair'
SELECT COUNT(*) FROM Story WHERE Name LIKE '%e%' AND Estimate IS NOT NULL
SELECT COUNT(*) FROM Story WHERE ID = 'nonsense'
SELECT COUNT(ID), COUNT(Estimate), COUNT(Timebox), COUNT(DISTINCT Estimate) FROM Story
SELECT COUNT(ID) FROM Story WHERE Scope = 'Scope:0'
SELECT COUNT(Estimate) FROM Story
SELECT COUNT(DISTINCT Name) FROM Story
SELECT COUNT(DISTINCT Status) FROM Story WHERE Estimate > 1
SELECT SUM(Estimate), MIN(Estimate), MAX(Estimate), AVG(Estimate) FROM Story
SELECT SUM(Estimate), MIN(Estimate), MAX(Name), AVG(Estimate), COUNT(*) FROM Story WHERE 1 = 0
SELECT SUM(Estimate), COUNT(*) FROM Story WHERE ID = 'Story:1'
SELECT SUM(Estimate), COUNT(*) FROM Story WHERE 1 = 0 GROUP BY Scope
SELECT MIN(Name), MAX(Name), MIN(ID), MAX(ID) FROM Story
SELECT MIN(Story.ChangeDateUTC), MAX(Custom_Due), MIN(BeginDate) FROM Story, Timebox WHERE Timebox.ID = Story.Timebox
SELECT SUM("Order"), MIN("Order"), MAX("Order") FROM Story
SELECT DISTINCT Estimate FROM Story
SELECT DISTINCT Name FROM Story
SELECT DISTINCT Scope, Status FROM Story WHERE Estimate IS NOT NULL
SELECT DISTINCT Email FROM Member
SELECT Estimate, COUNT(*) FROM Story GROUP BY Estimate
SELECT Name, COUNT(*) FROM Story GROUP BY Name HAVING COUNT(*) > 1
SELECT Scope_Name, Status_Name, COUNT(*), SUM(Estimate) FROM Story GROUP BY Scope_Name, Status_Name
SELECT Scope, SUM(Estimate) FROM Story GROUP BY Scope HAVING SUM(Estimate) > 10 AND Scope <> 'Scope:0'
SELECT COUNT(*) FROM Story HAVING COUNT(*) > 100000
SELECT Estimate > 2, COUNT(*) FROM Story GROUP BY Estimate > 2
SELECT COUNT(*) FILTER (WHERE Estimate > 2), COUNT(*) FROM Story
SELECT SUM(CASE WHEN Estimate > 2 THEN 1 ELSE 0 END) FROM Story
SELECT Scope, Status, COUNT(*) FROM Story GROUP BY ROLLUP (Scope, Status)
SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM Story GROUP BY Scope) g
SELECT 1 FROM Story WHERE Estimate = 3
SELECT 'x', Estimate + 1 FROM Story WHERE Scope IS NOT NULL
SELECT COUNT(*) + 1 FROM Story

-- Joins
SELECT s.ID, t.ID FROM Story s JOIN Timebox t ON t.ID = s.Timebox
SELECT s.ID, t.Name FROM Story s LEFT JOIN Timebox t ON t.ID = s.Timebox
SELECT s.ID, t.Name FROM Story s LEFT JOIN Timebox t ON t.ID = s.Timebox AND t.AssetState = 64
SELECT s.ID, t.Name FROM Story s LEFT JOIN Timebox t ON t.ID = s.Timebox WHERE t.AssetState = 64
SELECT s.ID, t.Name FROM Story s LEFT JOIN Timebox t ON t.ID = s.Timebox WHERE t.ID IS NULL
SELECT s.ID, t.ID FROM Story s RIGHT JOIN Timebox t ON t.ID = s.Timebox AND s.Estimate > 2
SELECT s.ID, t.ID FROM Story s FULL JOIN Timebox t ON t.ID = s.Timebox AND s.Estimate > 2
SELECT a.ID, b.ID FROM Story a JOIN Story b ON a.Estimate = b.Estimate AND a.ID < b.ID WHERE a.Scope = 'Scope:0'
SELECT a.ID, b.ID FROM Story a JOIN Story b ON a.Name = b.Name AND a.ID <> b.ID
SELECT a.ID, b.ID FROM Story a JOIN Defect b ON a.Name = b.Name
SELECT a.ID, b.ID FROM Story a JOIN Defect b ON a.Estimate = b.Estimate WHERE b.Estimate > 5 AND a.AssetState = 64
SELECT a.ID, b.ID FROM Timebox a, Timebox b WHERE a.EndDate = b.BeginDate
SELECT s.ID, m.Name FROM Story s CROSS JOIN StoryStatus m WHERE s.Status = m.ID AND m.Name LIKE 'I%'
SELECT s.ID, e.Number, p.Name FROM Story s JOIN Epic e ON s.Super = e.ID JOIN Scope p ON p.ID = e.Scope WHERE p.Name <> 'x'
SELECT t.ID, s.Name FROM Task t JOIN Story s ON t.Parent = s.ID WHERE s.Name LIKE '%a%' AND t.ToDo IS NULL
SELECT p.Name, COUNT(s.ID) FROM Scope p LEFT JOIN Story s ON s.Scope = p.ID GROUP BY p.Name
SELECT p.ID, SUM(s.Estimate) FROM Scope p LEFT JOIN Story s ON s.Scope = p.ID AND s.Estimate > 2 GROUP BY p.ID
SELECT s.ID, s.Name, t.Name FROM Story s LEFT JOIN Timebox t ON t.ID = s.Timebox ORDER BY [[t.Name]], [[#s.ID]] LIMIT 15
SELECT l.Workitem, m.Name FROM versionone_links.Workitem_Owners l JOIN Member m ON m.ID = l.Member WHERE l.Workitem LIKE 'Story%'
SELECT s.ID, l.Member FROM Story s LEFT JOIN versionone_links.Workitem_Owners l ON l.Workitem = s.ID AND l.Member = 'Member:20'

-- Link tables
SELECT Workitem, Member FROM versionone_links.Workitem_Owners
SELECT Workitem, Member FROM versionone_links.Workitem_Owners WHERE Member = 'Member:20'
SELECT Workitem FROM versionone_links.Workitem_Owners WHERE Member <> 'Member:20'
SELECT Workitem, Member FROM versionone_links.Workitem_Owners WHERE Workitem IN ('Story:950', 'Story:951', 'Story:952', 'Story:953')
SELECT Workitem, Member FROM versionone_links.Workitem_Owners WHERE Workitem = 'Story:950' OR Member = 'Member:20'
SELECT Member FROM versionone_links.Workitem_Owners WHERE Workitem = 'Story:951'
SELECT COUNT(*) FROM versionone_links.Workitem_Owners
SELECT COUNT(*) FROM versionone_links.Workitem_Owners WHERE Member = 'Member:20'
SELECT COUNT(*) FROM versionone_links.Workitem_Owners WHERE NOT (Member = 'Member:20' OR Member LIKE '%4%')
SELECT Member, COUNT(*) FROM versionone_links.Workitem_Owners GROUP BY Member
SELECT Workitem, Member FROM versionone_links.Workitem_Owners ORDER BY [[#Workitem]], [[#Member]] LIMIT 10 OFFSET 3
SELECT Workitem, Member FROM versionone_links.Workitem_Owners WHERE Member = 'Member:20' ORDER BY [[#Workitem]] LIMIT 3
SELECT PrimaryWorkitem, Related FROM versionone_links.PrimaryWorkitem_Dependencies
SELECT BaseAsset, "Value" FROM versionone_links.BaseAsset_TaggedWith WHERE "Value" IN ('ui', 'API ')
SELECT "Value", COUNT(*) FROM versionone_links.BaseAsset_TaggedWith GROUP BY "Value"
SELECT COUNT(*) FROM versionone_links.BaseAsset_TaggedWith WHERE "Value" <> 'ui'
SELECT Member, Workitem FROM versionone_links.Member_OwnedWorkitems WHERE Workitem LIKE 'Epic%'
SELECT DISTINCT Workitem FROM versionone_links.Workitem_Owners WHERE Member IN ('Member:20', 'nonsense')

-- Subqueries
SELECT ID FROM Story WHERE Timebox IN (SELECT ID FROM Timebox WHERE AssetState = 128)
SELECT ID FROM Story WHERE Timebox NOT IN (SELECT ID FROM Timebox WHERE AssetState = 128)
SELECT ID FROM Story WHERE Super NOT IN (SELECT Super FROM Task)
SELECT ID FROM Story WHERE Super NOT IN (SELECT Super FROM Task WHERE Super IS NOT NULL)
SELECT ID FROM Story WHERE Super IN (SELECT Super FROM Task)
SELECT ID FROM Story WHERE Estimate NOT IN (SELECT Estimate FROM Defect WHERE Estimate > 5)
SELECT ID FROM Story WHERE Estimate NOT IN (SELECT Estimate FROM Defect WHERE 1 = 0)
SELECT ID FROM Story WHERE Estimate IN (SELECT Estimate FROM Defect) OR Timebox IS NULL
SELECT ID FROM Story s WHERE EXISTS (SELECT 1 FROM Task t WHERE t.Parent = s.ID)
SELECT ID FROM Story s WHERE NOT EXISTS (SELECT 1 FROM Task t WHERE t.Parent = s.ID AND t.ToDo > 1)
SELECT ID FROM Story s WHERE EXISTS (SELECT 1 FROM Task t WHERE t.Parent = s.ID AND t.ToDo > s.Estimate)
SELECT ID FROM Story WHERE EXISTS (SELECT 1 FROM Task WHERE ToDo > 1000000)
SELECT ID FROM Story WHERE Estimate = (SELECT MAX(Estimate) FROM Story)
SELECT ID FROM Story WHERE Estimate > (SELECT AVG(Estimate) FROM Defect)
SELECT ID FROM Story WHERE Estimate = (SELECT MAX(Estimate) FROM Story WHERE 1 = 0)
SELECT ID, (SELECT COUNT(*) FROM Task t WHERE t.Parent = s.ID) FROM Story s
SELECT ID, (SELECT SUM(t.ToDo) FROM Task t WHERE t.Parent = s.ID) FROM Story s
SELECT ID, (SELECT m.Name FROM Member m WHERE m.ID = s.Customer) FROM Story s
SELECT ID FROM Story s WHERE Estimate = (SELECT MAX(x.Estimate) FROM Story x WHERE x.Scope = s.Scope)
SELECT ID FROM Story s WHERE 0 = (SELECT COUNT(*) FROM Task t WHERE t.Parent = s.ID)
SELECT ID FROM Story WHERE Estimate > ALL (SELECT Estimate FROM Defect WHERE Estimate < 5)
SELECT ID FROM Story WHERE Estimate >= ANY (SELECT Estimate FROM Defect WHERE Estimate > 5)
SELECT ID FROM Story WHERE (Scope, Status) IN (SELECT Scope, Status FROM Defect)
SELECT ID FROM Story WHERE ID IN (SELECT Workitem FROM versionone_links.Workitem_Owners WHERE Member = 'Member:20')
SELECT ID FROM Story WHERE ID NOT IN (SELECT Workitem FROM versionone_links.Workitem_Owners)
SELECT ID FROM Defect WHERE Name IN (SELECT Name FROM Story)
SELECT ID FROM Story WHERE ID IN (SELECT Parent FROM Task ORDER BY "Key" LIMIT 10)

-- Set operations, common table expressions
SELECT Name FROM Story UNION SELECT Name FROM Defect
SELECT Name FROM Story UNION ALL SELECT Name FROM Defect
SELECT Name FROM Story INTERSECT SELECT Name FROM Defect
SELECT Name FROM Story EXCEPT SELECT Name FROM Defect
SELECT Estimate FROM Story INTERSECT SELECT ToDo FROM Story
SELECT Estimate FROM Story EXCEPT SELECT ToDo FROM Story WHERE ToDo > 2
SELECT ID, CAST('abc' AS VARCHAR(3)) AS t FROM Story WHERE Estimate = 1 UNION SELECT ID, CAST('z' AS VARCHAR(3)) FROM Story WHERE Estimate <= 1
SELECT Scope FROM Story WHERE Estimate > 2 UNION SELECT Scope FROM Defect UNION SELECT ID FROM Scope
WITH big AS (SELECT * FROM Story WHERE Estimate > 5) SELECT a.ID, b.ID FROM big a JOIN big b ON a.Scope = b.Scope AND a.ID < b.ID
WITH n AS (SELECT Scope, COUNT(*) AS c FROM Story GROUP BY Scope) SELECT Scope FROM n WHERE c = (SELECT MAX(c) FROM n)
SELECT * FROM (SELECT ID, AssetState FROM Story UNION ALL SELECT ID, AssetState FROM Epic) u WHERE AssetState < 128
SELECT COUNT(*) FROM (SELECT ID FROM Story UNION ALL SELECT ID FROM Epic) u
SELECT t, COUNT(*) FROM (SELECT CAST('S' AS VARCHAR(9)) AS t, Estimate AS e FROM Story UNION ALL SELECT 'Defect', Estimate FROM Defect) u WHERE e > 2 GROUP BY t

-- Words that HSQLDB does not have; literals of different lengths, which it pads
SELECT ID, ROW_NUMBER() OVER (ORDER BY "Key") FROM Story WHERE Estimate > 2 ==> SELECT ID, (SELECT COUNT(*) FROM Story x WHERE x.Estimate > 2 AND x."Key" <= s."Key") FROM Story s WHERE Estimate > 2
SELECT ID, n FROM (SELECT ID, Estimate, ROW_NUMBER() OVER (ORDER BY "Key") AS n FROM Story) x WHERE Estimate > 2 AND n < 30 ==> SELECT ID, n FROM (SELECT ID, Estimate, (SELECT COUNT(*) FROM Story x WHERE x."Key" <= s."Key") AS n FROM Story s) x WHERE Estimate > 2 AND n < 30
SELECT ID, SUM(Estimate) OVER (PARTITION BY Scope) FROM Story WHERE AssetState = 64 ==> SELECT ID, (SELECT SUM(Estimate) FROM Story x WHERE x.Scope = s.Scope AND x.AssetState = 64) FROM Story s WHERE AssetState = 64
SELECT ID, n FROM (SELECT ID, Scope, COUNT(*) OVER (PARTITION BY Scope) AS n FROM Story) x WHERE n > 10 AND Scope <> 'Scope:0' ==> SELECT ID, n FROM (SELECT ID, Scope, (SELECT COUNT(*) FROM Story x WHERE x.Scope = s.Scope) AS n FROM Story s) x WHERE n > 10 AND Scope <> 'Scope:0'
SELECT ID, n FROM (SELECT ID, Estimate, COUNT(*) OVER (PARTITION BY Scope) AS n FROM Story) x WHERE Estimate = 3 ==> SELECT ID, n FROM (SELECT ID, Estimate, (SELECT COUNT(*) FROM Story x WHERE x.Scope = s.Scope) AS n FROM Story s) x WHERE Estimate = 3
SELECT ID, MAX(Name) OVER (PARTITION BY Status) FROM Story ==> SELECT ID, (SELECT MAX(x.Name) FROM Story x WHERE x.Status = s.Status OR x.Status IS NULL AND s.Status IS NULL) FROM Story s
SELECT ID FROM (SELECT ID, RANK() OVER (PARTITION BY Scope ORDER BY Estimate DESC) AS r FROM Story WHERE Estimate IS NOT NULL) x WHERE r = 1 ==> SELECT ID FROM Story s WHERE Estimate = (SELECT MAX(Estimate) FROM Story x WHERE x.Scope = s.Scope)
SELECT ID FROM Story WHERE Name ILIKE 'CASE%' ==> SELECT ID FROM Story WHERE UPPER(Name) LIKE 'CASE%'
SELECT ID FROM Story WHERE Name NOT ILIKE '%A%' ==> SELECT ID FROM Story WHERE UPPER(Name) NOT LIKE '%A%'
SELECT ID FROM Story WHERE Estimate IS DISTINCT FROM 3 ==> SELECT ID FROM Story WHERE Estimate <> 3 OR Estimate IS NULL
SELECT ID FROM Story WHERE Estimate IS NOT DISTINCT FROM ToDo ==> SELECT ID FROM Story WHERE Estimate = ToDo OR Estimate IS NULL AND ToDo IS NULL
SELECT ID FROM Story WHERE Name BETWEEN SYMMETRIC 'T' AND 'S' ==> SELECT ID FROM Story WHERE Name BETWEEN 'S' AND 'T'
SELECT ID FROM Story WHERE Custom_Due > '2021-11-07 01:30:00' ==> SELECT ID FROM Story WHERE Custom_Due > TIMESTAMP '2021-11-07 01:30:00'
SELECT ID FROM Timebox WHERE BeginDate >= '2023-02-13' ==> SELECT ID FROM Timebox WHERE BeginDate >= DATE '2023-02-13'
SELECT ID FROM Story WHERE Custom_Due = CAST('2021-11-07 01:30:00.090' AS TIMESTAMP(3)) ==> SELECT ID FROM Story WHERE Custom_Due = TIMESTAMP '2021-11-07 01:30:00.090'
SELECT ID FROM Story WHERE Estimate = '3' ==> SELECT ID FROM Story WHERE Estimate = 3
SELECT ID FROM Story WHERE "Key" = '945' ==> SELECT ID FROM Story WHERE "Key" = 945
SELECT ID FROM Story WHERE {fn UCASE(Name)} = 'CASE PAIR' ==> SELECT ID FROM Story WHERE UPPER(Name) = 'CASE PAIR'
SELECT ID FROM Story WHERE Custom_Due = {ts '2021-11-07 01:30:00'} ==> SELECT ID FROM Story WHERE Custom_Due = TIMESTAMP '2021-11-07 01:30:00'
SELECT t, COUNT(*) FROM (SELECT 'S' AS t FROM Story UNION ALL SELECT 'Defect' FROM Defect) u GROUP BY t ==> SELECT RTRIM(t), COUNT(*) FROM (SELECT 'S' AS t FROM Story UNION ALL SELECT 'Defect' FROM Defect) u GROUP BY t
SELECT CASE WHEN Estimate > 2 THEN 'big' ELSE 'smaller' END FROM Story ==> SELECT RTRIM(CASE WHEN Estimate > 2 THEN 'big' ELSE 'smaller' END) FROM Story
