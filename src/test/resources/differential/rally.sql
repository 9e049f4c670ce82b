-- Queries written by hand, one in each line. [[Name]] is text in the order of the setting textOrder.
-- After ==> stands the query for HSQLDB where it has other words, or no way to say the same.

-- Text: case, blanks, quotes, wildcards
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'Case Pair'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name <> 'Case Pair'
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT Name = 'case pair'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name IN ('case pair', 'trailing ', 'x')
SELECT ObjectID FROM HierarchicalRequirement WHERE Name NOT IN ('case pair', 'trailing', 'NULL')
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'trailing'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'trailing '
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'trailing   '
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'trailing'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'trailing '
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'trailing%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'trailing_'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%a_e%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name NOT LIKE '%a%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'CASE%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '100\%' ESCAPE '\'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%!%%' ESCAPE '!'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'under!_score' ESCAPE '!'
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (Name NOT LIKE 'S%')
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE ''
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = ''
SELECT ObjectID FROM HierarchicalRequirement WHERE Name <> ''
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias = ''
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias <> ''
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias IS NOT NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias LIKE '%'
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT c_Alias LIKE '%e%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'O''Brien said "hi"'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name IN ('O''Brien said "hi"', '''', '""')
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%''%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%"%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'a;b|c,d&e#f+g%h\i=j'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'tab	and \ backslash'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'line one_line two'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%😀%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'Grinning 😀 and 👩‍💻'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = '漢字かな交じり文'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = 'Eclair' OR Name = 'éclair'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name IN ('NULL', 'null', '$name', '7', '007')
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = '7'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name > 'S' AND Name < 'T'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name BETWEEN 'case' AND 'under'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name NOT BETWEEN 'A' AND 'a'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name >= 'Straße' OR Name <= '0'
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (Name >= 'S')
SELECT ObjectID FROM HierarchicalRequirement WHERE 'Case Pair' = Name
SELECT ObjectID FROM HierarchicalRequirement WHERE Name || '!' = 'Case Pair!'
SELECT ObjectID FROM HierarchicalRequirement WHERE UPPER(Name) = 'CASE PAIR'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = CAST('Case Pair' AS CHAR(12))
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = CAST('trailing' AS CHAR(10))
SELECT ObjectID FROM HierarchicalRequirement WHERE CAST(Name AS VARCHAR(4)) = 'Case'
SELECT ObjectID FROM HierarchicalRequirement WHERE CAST(Name AS VARCHAR(4)) IN ('Case', 'case')
SELECT ObjectID FROM HierarchicalRequirement WHERE Name = Name AND c_Alias = c_Alias
SELECT ObjectID FROM HierarchicalRequirement WHERE Description = 'plain text with a search word'
SELECT ObjectID FROM HierarchicalRequirement WHERE Description <> 'plain text with a search word'
SELECT ObjectID FROM HierarchicalRequirement WHERE Description IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Description IS NOT NULL AND Description NOT LIKE '<p>%'

-- Numbers
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 3
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 0.5
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 0.1
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 1.25E0
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate <> 3
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate < 1
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT PlanEstimate < 1
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate >= 8 OR PlanEstimate IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate BETWEEN -2.75 AND 0
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate NOT BETWEEN 0 AND 10
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate IN (1, 2, 3.0, 123456.789)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate NOT IN (1, 2, 3)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate NOT IN (1, CAST(NULL AS DOUBLE))
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (PlanEstimate IN (1, CAST(NULL AS DOUBLE)))
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate IN (1, CAST(NULL AS DOUBLE))
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > 1000000000000000000000
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate < 1E300
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > 0.00000000000001
SELECT ObjectID FROM HierarchicalRequirement WHERE -PlanEstimate > 0
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate + 1 = 3
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > c_Score
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate IS NULL AND c_Score IS NOT NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE (PlanEstimate > 2) IS TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE (PlanEstimate > 2) IS NOT TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE (PlanEstimate > 2) IS FALSE
SELECT ObjectID FROM HierarchicalRequirement WHERE (PlanEstimate > 2) IS NOT FALSE
SELECT ObjectID FROM HierarchicalRequirement WHERE (PlanEstimate > 2) IS UNKNOWN
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT ((PlanEstimate > 2) IS UNKNOWN)
SELECT ObjectID FROM HierarchicalRequirement WHERE (PlanEstimate > 2 AND c_Score < 5) IS NOT TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes = 42
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes > 2 AND c_Votes < 100.5
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes = 10.5
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes <> 10.5
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes < 2.5
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes IN (1, 2, 3, 42)
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes NOT IN (1, 2, 3, 42)
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes > 10E0

-- Booleans
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT c_Approved
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved = TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved <> TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved IS TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved IS NOT TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved IS FALSE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved IS NOT FALSE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved IS UNKNOWN
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved > FALSE
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved IN (TRUE, FALSE)
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved NOT IN (TRUE)
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Approved OR PlanEstimate > 5
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (c_Approved AND PlanEstimate > 5)
SELECT ObjectID FROM HierarchicalRequirement WHERE TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE FALSE
SELECT ObjectID FROM HierarchicalRequirement WHERE 1 = 0

-- States
SELECT ObjectID, ScheduleState, State FROM Defect
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState = 'In-Progress'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState = 'in-progress'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState <> 'Defined'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState = 'No Such State'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState <> 'No Such State'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState = ''
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState = 'None'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState < 'Completed'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState >= 'Defined' AND ScheduleState < 'Released'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState BETWEEN 'Accepted' AND 'Defined'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState IN ('Accepted', 'Released', 'x')
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState NOT IN ('Accepted', 'Released')
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState LIKE '%e%ted'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState NOT LIKE 'D%'
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE ScheduleState IS NOT NULL AND ScheduleState = 'Idea'
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (ScheduleState = 'Idea' OR ScheduleState = 'Defined')
SELECT COUNT(*) FROM HierarchicalRequirement WHERE ScheduleState = 'Defined'
SELECT COUNT(*) FROM HierarchicalRequirement WHERE ScheduleState <> 'Defined'
SELECT ScheduleState, COUNT(*) FROM HierarchicalRequirement GROUP BY ScheduleState
SELECT ObjectID FROM Defect WHERE State = 'Closed' OR State = 'Closed Declined'
SELECT ObjectID FROM Defect WHERE State > 'Closed'
SELECT ObjectID FROM Task WHERE State <> 'Completed' AND ToDo > 1
SELECT ObjectID, State FROM Iteration WHERE State = 'Planning'
SELECT ObjectID, State, State_Name FROM Feature
SELECT ObjectID FROM Feature WHERE State IS NULL
SELECT ObjectID FROM Feature WHERE State = 73000000037
SELECT ObjectID FROM PortfolioItem WHERE State <> 73000000037 OR State_Name = 'Done'

-- Ratings and drop-downs: no entry is 'None' of a rating and NULL of a drop-down
SELECT ObjectID, Priority, Severity, Resolution, Environment, Package, c_Region FROM Defect
SELECT ObjectID FROM Defect WHERE Priority = 'High'
SELECT ObjectID FROM Defect WHERE Priority = 'high'
SELECT ObjectID FROM Defect WHERE Priority = 'None'
SELECT ObjectID FROM Defect WHERE Priority = 'none'
SELECT ObjectID FROM Defect WHERE Priority = ''
SELECT ObjectID FROM Defect WHERE Priority <> ''
SELECT ObjectID FROM Defect WHERE Priority IS NULL
SELECT ObjectID FROM Defect WHERE Priority IS NOT NULL
SELECT ObjectID FROM Defect WHERE Priority <> 'None'
SELECT ObjectID FROM Defect WHERE Priority <> 'High'
SELECT ObjectID FROM Defect WHERE Priority = 'UltraMegaHurt'
SELECT ObjectID FROM Defect WHERE Priority <> 'UltraMegaHurt'
SELECT ObjectID FROM Defect WHERE Priority IN ('None', 'Low', 'x')
SELECT ObjectID FROM Defect WHERE Priority NOT IN ('None', 'Low')
SELECT ObjectID FROM Defect WHERE Priority NOT IN ('High', CAST(NULL AS VARCHAR(9)))
SELECT ObjectID FROM Defect WHERE Priority < 'Low'
SELECT ObjectID FROM Defect WHERE Severity <= 'Minor Problem'
SELECT ObjectID FROM Defect WHERE Severity BETWEEN 'M' AND 'None'
SELECT ObjectID FROM Defect WHERE Resolution LIKE '%n%'
SELECT ObjectID FROM Defect WHERE Resolution = 'Can''t Reproduce' OR Resolution = 'Won''t Fix'
SELECT ObjectID FROM Defect WHERE NOT (Resolution = 'None' OR Priority = 'None')
SELECT ObjectID FROM Defect WHERE Priority = 'None' AND Environment = 'None' OR Severity = 'None'
SELECT COUNT(*) FROM Defect WHERE Priority = 'None'
SELECT COUNT(*) FROM Defect WHERE Priority <> 'None'
SELECT Priority, COUNT(*) FROM Defect GROUP BY Priority
SELECT ObjectID FROM Defect WHERE Package IS NULL
SELECT ObjectID FROM Defect WHERE Package IS NOT NULL
SELECT ObjectID FROM Defect WHERE Package = 'Core'
SELECT ObjectID FROM Defect WHERE Package = ''
SELECT ObjectID FROM Defect WHERE Package <> ''
SELECT ObjectID FROM Defect WHERE Package <> 'Core'
SELECT ObjectID FROM Defect WHERE Package = 'None'
SELECT ObjectID FROM Defect WHERE Package IN ('Core', 'Web', 'core')
SELECT ObjectID FROM Defect WHERE Package NOT IN ('Core', 'Web')
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region = 'North'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region = 'north'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region = 'NORTH'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region <> 'North'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region IS NOT NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region = 'O''st' OR c_Region = 'Süd'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region IN ('North', 'West', '') OR c_Region IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region LIKE 'N%'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region NOT LIKE '%o%'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Region > 'North' AND c_Region < 'Z'
SELECT ObjectID FROM HierarchicalRequirement WHERE COALESCE(c_Region, '') = ''
SELECT c_Region, COUNT(*) FROM HierarchicalRequirement GROUP BY c_Region
SELECT ObjectID FROM TestCase WHERE LastVerdict IS NULL OR LastVerdict = 'Pass'
SELECT ObjectID, TaskStatus, TestCaseStatus, DefectStatus FROM HierarchicalRequirement WHERE TaskStatus <> 'NONE'
SELECT ObjectID FROM User WHERE Role = 'Tester' OR Role IS NULL ==> SELECT ObjectID FROM "USER" WHERE Role = 'Tester' OR Role IS NULL

-- FormattedID: the tracker compares numbers only
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = 'US11'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = 'us11'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = 'DE11'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = '11'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = 'US011'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = 'US'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = ''
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID = 'nonsense'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID <> 'US11'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID <> 'DE11'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID IN ('US1', 'US2', 'DE3', 'x')
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID NOT IN ('US1', 'US2')
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID < 'US2'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID BETWEEN 'US10' AND 'US20'
SELECT ObjectID FROM HierarchicalRequirement WHERE FormattedID LIKE 'US1_'
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT FormattedID = 'US11' AND FormattedID LIKE '%1%'
SELECT ObjectID, FormattedID FROM Artifact WHERE FormattedID = 'US11'
SELECT ObjectID, FormattedID FROM Artifact WHERE FormattedID IN ('US11', 'DE11', 'TA12')
SELECT ObjectID, FormattedID FROM PortfolioItem WHERE FormattedID = 'F3' OR FormattedID = 'E3'
SELECT ObjectID, FormattedID FROM Feature WHERE FormattedID = 'E3'
SELECT ObjectID FROM Defect WHERE Requirement_Number = 'US11'
SELECT ObjectID FROM Task WHERE WorkProduct_Number = 'DE20' OR WorkProduct_Number LIKE 'US2%'
SELECT COUNT(*) FROM Defect WHERE FormattedID = 'US11'
SELECT FormattedID FROM Milestone WHERE FormattedID > 'MI2'

-- Dates and times
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive = TIMESTAMP '2021-11-07 05:30:00'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive = TIMESTAMP '2021-11-07 05:30:00.090'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive > TIMESTAMP '2021-11-07 05:30:00.089'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive > TIMESTAMP '2021-11-07 05:30:00.090'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive >= TIMESTAMP '2021-11-07 05:30:00.091'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive < TIMESTAMP '2021-11-07 05:30:00.090'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive <= TIMESTAMP '2021-11-07 05:30:00.090'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive <> TIMESTAMP '2021-11-07 05:30:00.090'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive IN (TIMESTAMP '2021-11-07 05:30:00.090', TIMESTAMP '2024-10-27 01:30:00')
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive NOT IN (TIMESTAMP '2021-11-07 05:30:00.090', TIMESTAMP '2024-10-27 01:30:00')
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive BETWEEN TIMESTAMP '2021-01-01 00:00:00' AND TIMESTAMP '2021-12-31 23:59:59.999'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive >= DATE '2025-01-01'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive < DATE '2025-01-01'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive = DATE '2025-01-01'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (c_GoLive >= TIMESTAMP '2021-01-01 00:00:00')
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive > TIMESTAMP '0001-01-01 00:00:00'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive < TIMESTAMP '9999-12-31 23:59:59'
SELECT ObjectID, LastUpdateDate FROM HierarchicalRequirement WHERE LastUpdateDate >= TIMESTAMP '2020-09-01 00:00:00'
SELECT ObjectID, CreationDate FROM HierarchicalRequirement WHERE CreationDate < TIMESTAMP '2020-05-01 00:00:00' AND LastUpdateDate > CreationDate
SELECT ObjectID FROM HierarchicalRequirement WHERE LastUpdateDate - INTERVAL '1' DAY > TIMESTAMP '2020-09-01 00:00:00'
SELECT ObjectID FROM HierarchicalRequirement WHERE LastUpdateDate > TIMESTAMP '2020-08-01 00:00:00' - INTERVAL '1' MONTH
SELECT ObjectID FROM HierarchicalRequirement WHERE CAST(LastUpdateDate AS DATE) = DATE '2020-04-01' OR EXTRACT(MONTH FROM CreationDate) = 3
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive = TIMESTAMP '2023-12-31 23:59:59.999'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive >= TIMESTAMP '2023-12-31 23:59:59.999' AND c_GoLive < TIMESTAMP '2025-01-01 00:00:00'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive <= TIMESTAMP '2025-01-01 00:00:00' AND c_GoLive > TIMESTAMP '2021-03-14 06:59:59.999'
SELECT ObjectID, StartDate, EndDate FROM Iteration WHERE StartDate = TIMESTAMP '2024-04-15 04:00:00'
SELECT ObjectID FROM Iteration WHERE StartDate <= TIMESTAMP '2024-05-01 00:00:00' AND EndDate > TIMESTAMP '2024-05-01 00:00:00'
SELECT ObjectID FROM Iteration WHERE EndDate < TIMESTAMP '2024-04-29 03:59:59' OR EndDate = TIMESTAMP '2024-05-13 03:59:59'
SELECT ObjectID FROM Iteration WHERE EndDate - INTERVAL '14' DAY > StartDate
SELECT ObjectID, "ReleaseDate" FROM "Release" WHERE ReleaseStartDate > DATE '2024-03-31'
SELECT ObjectID FROM Defect WHERE ClosedDate IS NULL AND OpenedDate IS NOT NULL
SELECT ObjectID FROM Defect WHERE ClosedDate > OpenedDate
SELECT ObjectID FROM Defect WHERE AcceptedDate <> TIMESTAMP '2024-07-01 13:00:00.001' OR AcceptedDate IS NULL
SELECT ObjectID FROM Defect WHERE CreationDate > TIMESTAMP '2020-06-01 00:00:00' AND CreationDate <= LastUpdateDate
SELECT ObjectID FROM TestCaseResult WHERE "Date" >= TIMESTAMP '2023-01-01 00:00:00'

-- Keys and relations
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = 105000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = 115000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = 9007274254741252
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = 9007274254741253
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = -5
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = 105000000037.5
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID <> 105000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID IN (105000000037, 105000000074, 7, 105000000111)
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID NOT IN (105000000037, 105000000074)
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID > 105000000037 AND ObjectID <= 9007274254741252
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID BETWEEN 105000000000 AND 105000000500
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID NOT BETWEEN 105000000000 AND 105000003500
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID > 1E11 AND ObjectID < 9.0E15
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID IS NOT NULL AND ObjectID = 105000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = 105000000037 OR ObjectID = 105000000074 OR PlanEstimate = 3
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID = 105000000037 AND ObjectID = 105000000074
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID IN (105000000037, 105000000074) AND ObjectID IN (105000000074, 105000000111)
SELECT ObjectID, ObjectUUID FROM Tag
SELECT ObjectID FROM HierarchicalRequirement WHERE Project = 68000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE Project <> 68000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE Project = 33534209350
SELECT ObjectID FROM HierarchicalRequirement WHERE Project > 68000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE Iteration IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Iteration IS NOT NULL AND "Release" IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner = 33534209350 OR Owner IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner IN (33534209350, 126000000037)
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner NOT IN (33534209350, 126000000037)
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner NOT IN (33534209350, CAST(NULL AS BIGINT))
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (Owner = 33534209350)
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner = 33534209350 AND Owner <> 126000000037
SELECT ObjectID FROM HierarchicalRequirement WHERE Parent IS NOT NULL OR PortfolioItem IS NOT NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE PortfolioItem = 96000000111
SELECT ObjectID FROM Task WHERE WorkProduct = 105000001961 OR WorkProduct = 115000001406
SELECT ObjectID FROM Task WHERE WorkProduct IS NULL
SELECT ObjectID FROM Task WHERE Project = 68000000000 OR Project IS NULL
SELECT ObjectID FROM Task WHERE Iteration <> 74000002997
SELECT ObjectID FROM Artifact WHERE ObjectID IN (105000000037, 115000000037, 33534209350)
SELECT ObjectID, Parent FROM Project WHERE Parent = 68000000000
SELECT ObjectID FROM User WHERE ObjectID = 33534209350 ==> SELECT ObjectID FROM "USER" WHERE ObjectID = 33534209350
SELECT ObjectID, Name, State FROM Project
SELECT COUNT(*) FROM Project
SELECT COUNT(*) FROM Project WHERE State = 'Open'
SELECT ObjectID FROM Project WHERE State = 'Closed'
SELECT ObjectID FROM Project WHERE State <> 'Open' OR Name LIKE 'Team%'
SELECT ObjectID FROM Project WHERE Name = 'Old Portal'
SELECT ObjectID, UserName, DisplayName FROM User ==> SELECT ObjectID, UserName, DisplayName FROM "USER"

-- Types
SELECT ObjectID, "_type" FROM Artifact
SELECT ObjectID FROM Artifact WHERE "_type" = 'Defect'
SELECT ObjectID FROM Artifact WHERE "_type" IN ('Defect', 'PortfolioItem/Feature', 'Task')
SELECT ObjectID FROM Artifact WHERE "_type" <> 'Defect' AND Name LIKE 'S%'
SELECT "_type", COUNT(*) FROM Artifact GROUP BY "_type"
SELECT ObjectID, "_type" FROM PortfolioItem WHERE "_type" LIKE '%Epic'
SELECT ObjectID, WorkProduct_Type FROM Task
SELECT ObjectID FROM Task WHERE WorkProduct_Type = 'Defect'
SELECT ObjectID FROM Task WHERE WorkProduct_Type IS NULL OR WorkProduct_Type <> 'HierarchicalRequirement'
SELECT WorkProduct_Type, COUNT(*) FROM TestCase GROUP BY WorkProduct_Type

-- Whole rows
SELECT * FROM Defect
SELECT * FROM HierarchicalRequirement
SELECT * FROM Task
SELECT * FROM TestCase
SELECT * FROM Iteration
SELECT * FROM "Release"
SELECT * FROM Project
SELECT * FROM Feature
SELECT * FROM PortfolioItem
SELECT * FROM Artifact
SELECT * FROM Milestone
SELECT * FROM Tag
SELECT * FROM TestCaseResult
SELECT * FROM User ==> SELECT * FROM "USER"
SELECT * FROM Defect WHERE ObjectID = 115000000037

-- Companions
SELECT ObjectID, Project_Name, Iteration_Name, Owner_Name, Parent_Name, Parent_Number, PortfolioItem_Name, PortfolioItem_Number FROM HierarchicalRequirement
SELECT ObjectID, WorkProduct_Name, WorkProduct_Number, WorkProduct_Type FROM Task
SELECT ObjectID FROM HierarchicalRequirement WHERE Project_Name = 'Call Center'
SELECT ObjectID FROM HierarchicalRequirement WHERE Project_Name = 'call center'
SELECT ObjectID FROM HierarchicalRequirement WHERE Project_Name <> 'Call Center'
SELECT ObjectID FROM HierarchicalRequirement WHERE Project_Name IN ('Team A', 'team a', 'Web "Shop"')
SELECT ObjectID FROM HierarchicalRequirement WHERE Iteration_Name = 'Iteration 2' OR Iteration_Name IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Iteration_Name IS NULL AND Iteration IS NOT NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Iteration_Name IS NOT NULL AND Iteration_Name NOT LIKE 'i%'
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (Iteration_Name = 'Iteration 1')
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner_Name = 'Administrator'
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner_Name LIKE '%O''%' OR Owner_Name = 'administrator'
SELECT ObjectID FROM HierarchicalRequirement WHERE Owner_Name IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE PortfolioItem_Number = 'F4' OR Parent_Number = 'US5'
SELECT ObjectID FROM HierarchicalRequirement WHERE Parent_Name LIKE '%e%' AND Parent_Number < 'US5'
SELECT ObjectID, c_CoOwner, c_CoOwner_Name FROM HierarchicalRequirement WHERE c_CoOwner IS NOT NULL
SELECT ObjectID FROM Defect WHERE Requirement_Name = 'case pair' OR Requirement_Name IS NULL
SELECT ObjectID FROM Defect WHERE SubmittedBy_Name <> 'Administrator'
SELECT ObjectID FROM Project WHERE Parent_Name = 'Company' AND Owner_Name IS NOT NULL
SELECT ObjectID FROM Task WHERE WorkProduct_Name LIKE 'S%'
SELECT Project_Name, COUNT(*) FROM HierarchicalRequirement GROUP BY Project_Name
SELECT ObjectID, c_Support_LinkID, c_Support_Label FROM Defect
SELECT ObjectID FROM Defect WHERE c_Support_LinkID = '123'
SELECT ObjectID FROM Defect WHERE c_Support_LinkID = ''
SELECT ObjectID FROM Defect WHERE c_Support_LinkID IS NULL
SELECT ObjectID FROM Defect WHERE c_Support_Label LIKE '%"link"' OR c_Support_Label = 'Süd'
SELECT ObjectID FROM Defect WHERE c_Support_Label <> 'The Label'

-- Multi-valued attributes
SELECT ObjectID, Tags, Tags_Name, Tags_Count, Milestones, Milestones_Name, Milestones_Count FROM Defect
SELECT ObjectID, c_RootCauses, c_RootCauses_Name, c_RootCauses_Count FROM Defect
SELECT ObjectID, c_Channels, c_Channels_Name FROM HierarchicalRequirement
SELECT ObjectID FROM Defect WHERE HAS(Tags, 102000000000)
SELECT ObjectID FROM Defect WHERE NOT HAS(Tags, 102000000000)
SELECT ObjectID FROM Defect WHERE HAS(Tags, 10200000000)
SELECT ObjectID FROM Defect WHERE HAS(Tags, 33534209350)
SELECT ObjectID FROM Defect WHERE HAS(Tags, -1)
SELECT ObjectID FROM Defect WHERE NOT HAS(Tags, -1)
SELECT ObjectID FROM Defect WHERE HAS(Tags, 102000000000) AND HAS(Tags, 102000000148)
SELECT ObjectID FROM Defect WHERE HAS(Tags, 102000000000) OR PlanEstimate = 3
SELECT ObjectID FROM Defect WHERE HAS(Milestones, 44000000037) AND NOT HAS(Tags, 102000000074)
SELECT ObjectID FROM Defect WHERE HAS(c_RootCauses, 78043270135401)
SELECT COUNT(*) FROM Defect WHERE HAS(Tags, 102000000000)
SELECT ObjectID FROM Defect WHERE Tags IS NULL
SELECT ObjectID FROM Defect WHERE Tags IS NOT NULL
SELECT COUNT(*) FROM Defect WHERE Tags IS NULL
SELECT ObjectID FROM Defect WHERE Tags = '102000000000'
SELECT ObjectID FROM Defect WHERE Tags <> '102000000000'
SELECT ObjectID FROM Defect WHERE Tags LIKE '%148%'
SELECT ObjectID FROM Defect WHERE Tags_Name = 'ui'
SELECT ObjectID FROM Defect WHERE Tags_Name LIKE '%a, b%'
SELECT ObjectID FROM Defect WHERE Tags_Name LIKE '%API %' OR Tags_Name IS NULL
SELECT ObjectID FROM Defect WHERE Milestones_Name LIKE '%Milestone 0%' AND Milestones_Name NOT LIKE '%,%'
SELECT ObjectID FROM Defect WHERE c_RootCauses_Name = 'Code' OR c_RootCauses_Name LIKE '%Other%'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Channels_Name LIKE '%Fax (old)%' OR c_Channels IS NULL
SELECT ObjectID, Tasks_Count, Defects_Count, Children_Count, TestCases_Count FROM HierarchicalRequirement
SELECT ObjectID FROM HierarchicalRequirement WHERE Tasks_Count > 1
SELECT ObjectID FROM HierarchicalRequirement WHERE Tasks_Count = 0 AND Defects_Count > 0
SELECT SUM(Tasks_Count), MAX(Children_Count) FROM HierarchicalRequirement
SELECT ObjectID, Children_Count FROM Project WHERE Children_Count > 0

-- Nested conditions
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT ((PlanEstimate IS NULL OR c_Score > 1) AND (Name <> 'x' OR c_Alias IS NOT NULL))
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 1 OR PlanEstimate = 2 AND c_Score = 3 OR PlanEstimate = 3 AND c_Score = 1
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 1 AND PlanEstimate IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 1 OR NOT PlanEstimate = 1
SELECT ObjectID FROM HierarchicalRequirement WHERE CASE WHEN PlanEstimate > 5 THEN Name LIKE 'S%' ELSE c_Score IS NULL END
SELECT ObjectID FROM HierarchicalRequirement WHERE COALESCE(PlanEstimate, 0) = 0
SELECT ObjectID FROM HierarchicalRequirement WHERE NULLIF(PlanEstimate, 3) IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE CASE PlanEstimate WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END IN ('one', 'many')
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > 2 AND Name LIKE 'S%' OR Owner IS NULL AND NOT (Project = 68000000000)
SELECT ObjectID FROM HierarchicalRequirement WHERE (PlanEstimate > 2 OR Name LIKE 'S%') AND (Owner IS NULL OR NOT (Project = 68000000000))
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (PlanEstimate > 2 AND Name LIKE 'S%' OR Owner IS NULL)
SELECT ObjectID FROM HierarchicalRequirement WHERE NOT (NOT (PlanEstimate > 2) AND NOT (ScheduleState = 'Accepted'))
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > 2 AND (Iteration IS NULL OR "Release" IS NULL OR c_Approved) AND ScheduleState <> 'Idea'
SELECT ObjectID FROM Defect WHERE (Priority = 'None' OR Package IS NULL) AND (Severity <> 'None' OR c_Region IS NULL)
SELECT ObjectID FROM Defect WHERE NOT (Priority = 'None' AND (Package IS NULL OR Package = 'Core'))
SELECT ObjectID FROM Defect WHERE Blocked OR Blocked IS NULL AND BlockedReason = ''
SELECT ObjectID FROM Defect WHERE BlockedReason IS NULL
SELECT ObjectID FROM Defect WHERE BlockedReason = ''
SELECT ObjectID FROM Defect WHERE BlockedReason <> ''
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Details IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Details = ''
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Details IS NOT NULL AND c_Details <> '' AND c_Details LIKE '%e%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Notes IS NULL OR Notes = ''
SELECT ObjectID FROM HierarchicalRequirement WHERE Description LIKE '%search%' OR Notes LIKE '%<b>%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%(%' OR Name LIKE '%)%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name IN ('((unbalanced', 'back\slash\', 'tilde ~ and & pipe |', '50%_off', 'None', '"quoted"')
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias IN ('((unbalanced', 'back\slash\', '50%_off', 'None', '')
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias = 'None' OR c_Alias = 'null' OR c_Alias = 'true'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Alias LIKE '%\%' OR c_Alias LIKE '%"%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Blocked = FALSE AND Ready IS NOT NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Blocked <> TRUE
SELECT ObjectID FROM HierarchicalRequirement WHERE HasParent AND DirectChildrenCount = 0
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes = 2147483648 OR c_Votes = 42
SELECT ObjectID FROM HierarchicalRequirement WHERE c_Votes IS NULL AND PlanEstimate BETWEEN 1 AND 8
SELECT ObjectID FROM HierarchicalRequirement WHERE TaskEstimateTotal > PlanEstimate
SELECT ObjectID FROM HierarchicalRequirement WHERE TaskRemainingTotal > 5 AND TaskActualTotal <= 20
SELECT ObjectID FROM Task WHERE Estimate > 5 AND ToDo < Estimate
SELECT ObjectID FROM Feature WHERE PercentDoneByStoryCount > 0.5 AND LeafStoryCount >= 2

-- ORDER BY, LIMIT, OFFSET
SELECT ObjectID, Name FROM HierarchicalRequirement ORDER BY [[Name]], ObjectID
SELECT ObjectID, Name FROM HierarchicalRequirement ORDER BY [[Name]] DESC, ObjectID LIMIT 7
SELECT ObjectID, Name, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate, [[Name]] DESC, ObjectID LIMIT 20 OFFSET 11
SELECT ObjectID FROM HierarchicalRequirement ORDER BY ObjectID LIMIT 5
SELECT ObjectID FROM HierarchicalRequirement ORDER BY ObjectID DESC LIMIT 5 OFFSET 3
SELECT ObjectID FROM Artifact ORDER BY ObjectID LIMIT 30 OFFSET 5
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate DESC, ObjectID DESC
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate NULLS LAST, ObjectID LIMIT 10
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate DESC NULLS FIRST, ObjectID LIMIT 10
SELECT ObjectID FROM HierarchicalRequirement ORDER BY c_Votes, ObjectID LIMIT 15 OFFSET 15
SELECT ObjectID FROM HierarchicalRequirement ORDER BY c_GoLive, c_Votes DESC, ObjectID
SELECT ObjectID FROM HierarchicalRequirement ORDER BY c_Approved DESC, PlanEstimate, ObjectID
SELECT ObjectID FROM HierarchicalRequirement ORDER BY LastUpdateDate DESC, ObjectID LIMIT 4
SELECT ObjectID, Project FROM HierarchicalRequirement ORDER BY Project, ObjectID DESC LIMIT 20
SELECT Project FROM HierarchicalRequirement ORDER BY Project
SELECT ObjectID, c_Alias FROM HierarchicalRequirement ORDER BY [[c_Alias]], PlanEstimate DESC, ObjectID LIMIT 40
SELECT ObjectID, Description FROM HierarchicalRequirement ORDER BY [[Description]], ObjectID LIMIT 30
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'S%' ORDER BY ObjectID LIMIT 3
SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE 'S%' ORDER BY PlanEstimate DESC, ObjectID LIMIT 3 OFFSET 2
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > 1 ORDER BY PlanEstimate, ObjectID OFFSET 10
SELECT ObjectID FROM HierarchicalRequirement ORDER BY ObjectID LIMIT 0
SELECT ObjectID FROM HierarchicalRequirement ORDER BY ObjectID OFFSET 100000
SELECT ObjectID FROM HierarchicalRequirement ORDER BY PlanEstimate * 2, ObjectID LIMIT 9
SELECT s.ObjectID, Name, Name, PlanEstimate, s.ObjectID FROM HierarchicalRequirement s ORDER BY s.PlanEstimate, s.ObjectID
SELECT Name FROM HierarchicalRequirement ORDER BY PlanEstimate, ObjectID LIMIT 9
SELECT x.ObjectID FROM (SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate, ObjectID LIMIT 20) x WHERE x.PlanEstimate IS NOT NULL
SELECT x.ObjectID FROM (SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate, ObjectID LIMIT 20) x ORDER BY x.ObjectID DESC
SELECT x.ObjectID FROM (SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate, ObjectID LIMIT 20) x ORDER BY x.PlanEstimate DESC, x.ObjectID LIMIT 4 OFFSET 2
SELECT COUNT(*) FROM (SELECT ObjectID FROM HierarchicalRequirement ORDER BY PlanEstimate, ObjectID LIMIT 20 OFFSET 95) x
SELECT COUNT(*) FROM (SELECT ObjectID FROM HierarchicalRequirement WHERE Name LIKE '%e%' LIMIT 5) x
SELECT COUNT(*) FROM (SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > 2 LIMIT 5) x
SELECT COUNT(*), MAX(x.PlanEstimate) FROM (SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate DESC, ObjectID LIMIT 5 OFFSET 3) x
SELECT ObjectID FROM (SELECT ObjectID FROM HierarchicalRequirement ORDER BY ObjectID LIMIT 9) ORDER BY ObjectID DESC LIMIT 3
SELECT * FROM (SELECT ObjectID, Name FROM HierarchicalRequirement UNION ALL SELECT ObjectID, Name FROM Defect) u ORDER BY [[u.Name]], u.ObjectID LIMIT 30
SELECT * FROM (SELECT ObjectID FROM HierarchicalRequirement UNION SELECT ObjectID FROM Defect) u ORDER BY u.ObjectID LIMIT 30
SELECT * FROM (SELECT DISTINCT Project FROM HierarchicalRequirement) u ORDER BY u.Project
SELECT * FROM (SELECT Project, COUNT(*) AS n FROM HierarchicalRequirement GROUP BY Project) u ORDER BY u.n DESC, u.Project
SELECT ObjectID FROM HierarchicalRequirement ORDER BY PlanEstimate LIMIT 0
SELECT ObjectID, Owner FROM HierarchicalRequirement ORDER BY Owner, ObjectID LIMIT 15
SELECT ObjectID, Owner FROM HierarchicalRequirement ORDER BY Owner DESC, ObjectID DESC LIMIT 15 OFFSET 100
SELECT ObjectID, Iteration FROM HierarchicalRequirement ORDER BY Iteration DESC, ObjectID LIMIT 40 OFFSET 60
SELECT ObjectID, AcceptedDate FROM HierarchicalRequirement ORDER BY AcceptedDate, ObjectID LIMIT 30 OFFSET 40
SELECT ObjectID, AcceptedDate FROM HierarchicalRequirement ORDER BY AcceptedDate DESC, ObjectID DESC LIMIT 30 OFFSET 20
SELECT ObjectID, AcceptedDate FROM HierarchicalRequirement WHERE AcceptedDate IS NOT NULL ORDER BY AcceptedDate, ObjectID LIMIT 10 OFFSET 5
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate LIMIT 20 ==> SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate, ObjectID LIMIT 20
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate DESC, ObjectID LIMIT 120
SELECT ObjectID, PlanEstimate FROM HierarchicalRequirement ORDER BY PlanEstimate, ObjectID DESC LIMIT 9 OFFSET 3
SELECT ObjectID, PlanEstimate, Owner FROM HierarchicalRequirement ORDER BY PlanEstimate, Owner DESC, ObjectID LIMIT 50
SELECT ObjectID, ScheduleState FROM HierarchicalRequirement ORDER BY [[ScheduleState]], ObjectID LIMIT 25
SELECT ObjectID, Priority FROM Defect ORDER BY [[Priority]] DESC, ObjectID LIMIT 25
SELECT ObjectID, Package FROM Defect ORDER BY [[Package]], ObjectID LIMIT 60
SELECT ObjectID, c_Region FROM HierarchicalRequirement ORDER BY [[c_Region]], ObjectID
SELECT ObjectID, Project_Name FROM HierarchicalRequirement ORDER BY [[Project_Name]], ObjectID LIMIT 20
SELECT ObjectID, Owner_Name FROM HierarchicalRequirement ORDER BY [[Owner_Name]] DESC, PlanEstimate, ObjectID
SELECT ObjectID, FormattedID FROM HierarchicalRequirement ORDER BY [[FormattedID]], ObjectID LIMIT 20
SELECT ObjectID, FormattedID FROM HierarchicalRequirement ORDER BY [[FormattedID]] DESC LIMIT 20
SELECT ObjectID, Name FROM Artifact ORDER BY [[Name]], ObjectID LIMIT 60 OFFSET 20
SELECT ObjectID, Tags_Count FROM Defect ORDER BY Tags_Count DESC, ObjectID LIMIT 12
SELECT ObjectID, Tags_Name FROM Defect ORDER BY [[Tags_Name]], ObjectID LIMIT 40
SELECT ObjectID, BlockedReason FROM Defect ORDER BY [[BlockedReason]], ObjectID LIMIT 80
SELECT ObjectID, Blocked FROM HierarchicalRequirement ORDER BY Blocked, ObjectID DESC LIMIT 30
SELECT ObjectID FROM Artifact ORDER BY ObjectID LIMIT 30 OFFSET 5
SELECT ObjectID, Name FROM Project ORDER BY [[Name]], ObjectID LIMIT 6 OFFSET 2
SELECT ObjectID, StartDate FROM Iteration ORDER BY StartDate DESC, [[Name]], ObjectID LIMIT 15
SELECT DragAndDropRank FROM Defect WHERE Owner = 33534209350 ORDER BY [[DragAndDropRank]]

-- DISTINCT, GROUP BY, aggregates
SELECT COUNT(*) FROM HierarchicalRequirement
SELECT COUNT(*) FROM HierarchicalRequirement WHERE PlanEstimate > 2
SELECT COUNT(*) FROM HierarchicalRequirement WHERE Name = 'case pair'
SELECT COUNT(*) FROM HierarchicalRequirement WHERE Name LIKE '%e%' AND PlanEstimate IS NOT NULL
SELECT COUNT(PlanEstimate) FROM HierarchicalRequirement
SELECT COUNT(DISTINCT Name) FROM HierarchicalRequirement
SELECT SUM(PlanEstimate), MIN(PlanEstimate), MAX(PlanEstimate), AVG(PlanEstimate) FROM HierarchicalRequirement
SELECT SUM(PlanEstimate), MIN(PlanEstimate), MAX(Name), AVG(PlanEstimate), COUNT(*) FROM HierarchicalRequirement WHERE 1 = 0
SELECT SUM(PlanEstimate), COUNT(*) FROM HierarchicalRequirement WHERE 1 = 0 GROUP BY Project
SELECT MIN(Name), MAX(Name), MIN(ObjectID), MAX(ObjectID) FROM HierarchicalRequirement
SELECT SUM(c_Votes), MIN(c_Votes), MAX(c_Votes) FROM HierarchicalRequirement
SELECT DISTINCT PlanEstimate FROM HierarchicalRequirement
SELECT DISTINCT Name FROM HierarchicalRequirement
SELECT PlanEstimate, COUNT(*) FROM HierarchicalRequirement GROUP BY PlanEstimate
SELECT Name, COUNT(*) FROM HierarchicalRequirement GROUP BY Name HAVING COUNT(*) > 1
SELECT COUNT(*) FROM HierarchicalRequirement HAVING COUNT(*) > 100000
SELECT PlanEstimate > 2, COUNT(*) FROM HierarchicalRequirement GROUP BY PlanEstimate > 2
SELECT COUNT(*) FILTER (WHERE PlanEstimate > 2), COUNT(*) FROM HierarchicalRequirement
SELECT SUM(CASE WHEN PlanEstimate > 2 THEN 1 ELSE 0 END) FROM HierarchicalRequirement
SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM HierarchicalRequirement GROUP BY Project) g
SELECT 1 FROM HierarchicalRequirement WHERE PlanEstimate = 3
SELECT 'x', PlanEstimate + 1 FROM HierarchicalRequirement WHERE Project IS NOT NULL
SELECT COUNT(*) + 1 FROM HierarchicalRequirement
SELECT COUNT(ObjectID), COUNT(PlanEstimate), COUNT(Iteration), COUNT(DISTINCT PlanEstimate) FROM HierarchicalRequirement
SELECT COUNT(*) FROM Defect WHERE Priority = 'High' AND Project = 68000000037
SELECT COUNT(*) FROM Artifact
SELECT COUNT(*) FROM Artifact WHERE Name LIKE '%e%'
SELECT COUNT(DISTINCT Owner) FROM HierarchicalRequirement WHERE PlanEstimate > 1
SELECT MIN(AcceptedDate), MAX(AcceptedDate), MIN(CreationDate) FROM HierarchicalRequirement
SELECT DISTINCT Project, ScheduleState FROM HierarchicalRequirement WHERE PlanEstimate IS NOT NULL
SELECT DISTINCT BlockedReason FROM Defect
SELECT Project_Name, ScheduleState, COUNT(*), SUM(PlanEstimate) FROM HierarchicalRequirement GROUP BY Project_Name, ScheduleState
SELECT Project, SUM(PlanEstimate) FROM HierarchicalRequirement GROUP BY Project HAVING SUM(PlanEstimate) > 10 AND Project <> 68000000000
SELECT Project, ScheduleState, COUNT(*) FROM HierarchicalRequirement GROUP BY ROLLUP (Project, ScheduleState)

-- Joins
SELECT a.ObjectID, b.ObjectID FROM HierarchicalRequirement a JOIN Defect b ON a.Name = b.Name
SELECT s.ObjectID, t.ObjectID FROM HierarchicalRequirement s JOIN Iteration t ON t.ObjectID = s.Iteration
SELECT s.ObjectID, t.Name FROM HierarchicalRequirement s LEFT JOIN Iteration t ON t.ObjectID = s.Iteration
SELECT s.ObjectID, t.Name FROM HierarchicalRequirement s LEFT JOIN Iteration t ON t.ObjectID = s.Iteration AND t.State = 'Planning'
SELECT s.ObjectID, t.Name FROM HierarchicalRequirement s LEFT JOIN Iteration t ON t.ObjectID = s.Iteration WHERE t.State = 'Planning'
SELECT s.ObjectID, t.Name FROM HierarchicalRequirement s LEFT JOIN Iteration t ON t.ObjectID = s.Iteration WHERE t.ObjectID IS NULL
SELECT s.ObjectID, t.ObjectID FROM HierarchicalRequirement s RIGHT JOIN Iteration t ON t.ObjectID = s.Iteration AND s.PlanEstimate > 2
SELECT s.ObjectID, t.ObjectID FROM HierarchicalRequirement s FULL JOIN Iteration t ON t.ObjectID = s.Iteration AND s.PlanEstimate > 2
SELECT a.ObjectID, b.ObjectID FROM HierarchicalRequirement a JOIN HierarchicalRequirement b ON a.PlanEstimate = b.PlanEstimate AND a.ObjectID < b.ObjectID WHERE a.Project = 68000000000
SELECT a.ObjectID, b.ObjectID FROM HierarchicalRequirement a JOIN HierarchicalRequirement b ON a.Name = b.Name AND a.ObjectID <> b.ObjectID
SELECT a.FormattedID, b.FormattedID FROM HierarchicalRequirement a JOIN HierarchicalRequirement b ON a.Parent = b.ObjectID
SELECT d.FormattedID, s.FormattedID, f.Name FROM Defect d JOIN HierarchicalRequirement s ON d.Requirement = s.ObjectID JOIN Feature f ON s.PortfolioItem = f.ObjectID
SELECT t.ObjectID, s.Name FROM Task t JOIN HierarchicalRequirement s ON t.WorkProduct = s.ObjectID WHERE s.Name LIKE '%a%' AND t.ToDo IS NULL
SELECT p.Name, COUNT(s.ObjectID) FROM Project p LEFT JOIN HierarchicalRequirement s ON s.Project = p.ObjectID GROUP BY p.Name
SELECT p.ObjectID, SUM(s.PlanEstimate) FROM Project p LEFT JOIN HierarchicalRequirement s ON s.Project = p.ObjectID AND s.PlanEstimate > 2 GROUP BY p.ObjectID
SELECT s.ObjectID, u.UserName FROM HierarchicalRequirement s JOIN User u ON u.ObjectID = s.Owner WHERE u.UserName <> 'admin' ==> SELECT s.ObjectID, u.UserName FROM HierarchicalRequirement s JOIN "USER" u ON u.ObjectID = s.Owner WHERE u.UserName <> 'admin'
SELECT a.ObjectID, b.ObjectID FROM Iteration a, Iteration b WHERE a.EndDate + INTERVAL '1' SECOND = b.StartDate AND a.Project = b.Project
SELECT s.ObjectID, s.Name, t.Name FROM HierarchicalRequirement s LEFT JOIN Iteration t ON t.ObjectID = s.Iteration ORDER BY [[t.Name]], s.ObjectID LIMIT 15
SELECT a.ObjectID, p.Name FROM Artifact a JOIN Project p ON p.ObjectID = a.Project WHERE p.Name LIKE 'Team%' AND a."_type" = 'TestCase'
SELECT l.Defect, t.Name FROM rally_links.Defect_Tags l JOIN Tag t ON t.ObjectID = l.Tag WHERE l.Defect < 115000001000
SELECT d.FormattedID, t.Name FROM Defect d JOIN rally_links.Defect_Tags l ON l.Defect = d.ObjectID JOIN Tag t ON t.ObjectID = l.Tag WHERE t.Name = 'ui'
SELECT d.ObjectID, l.Tag FROM Defect d LEFT JOIN rally_links.Defect_Tags l ON l.Defect = d.ObjectID AND l.Tag = 102000000000
SELECT m.Name, COUNT(*) FROM Milestone m JOIN rally_links.Defect_Milestones l ON l.Milestone = m.ObjectID GROUP BY m.Name

-- Link tables
SELECT Defect, Tag FROM rally_links.Defect_Tags
SELECT Defect, Tag FROM rally_links.Defect_Tags WHERE Tag = 102000000000
SELECT Defect FROM rally_links.Defect_Tags WHERE Tag <> 102000000000
SELECT Defect, Tag FROM rally_links.Defect_Tags WHERE Defect IN (115000000037, 115000000111, 105000000037, 7)
SELECT Defect, Tag FROM rally_links.Defect_Tags WHERE Defect = 115000000444
SELECT Defect, Tag FROM rally_links.Defect_Tags WHERE Defect = 115000000444 OR Tag = 102000000000
SELECT Defect, Tag FROM rally_links.Defect_Tags WHERE Tag IN (102000000000, 102000000037) AND Defect > 115000001000
SELECT COUNT(*) FROM rally_links.Defect_Tags
SELECT COUNT(*) FROM rally_links.Defect_Tags WHERE Tag = 102000000000
SELECT Tag, COUNT(*) FROM rally_links.Defect_Tags GROUP BY Tag
SELECT Defect, Tag FROM rally_links.Defect_Tags ORDER BY Defect, Tag LIMIT 10 OFFSET 3
SELECT Defect, Tag FROM rally_links.Defect_Tags WHERE Tag = 102000000000 ORDER BY Defect LIMIT 3
SELECT Defect, Milestone FROM rally_links.Defect_Milestones WHERE Milestone = 44000000037
SELECT DISTINCT Defect FROM rally_links.Defect_Milestones
SELECT * FROM rally_links.HierarchicalRequirement_Tasks
SELECT * FROM rally_links.HierarchicalRequirement_Tasks WHERE HierarchicalRequirement = 105000001961
SELECT * FROM rally_links.HierarchicalRequirement_Predecessors
SELECT * FROM rally_links.Project_Iterations WHERE Project = 68000000037
SELECT COUNT(*) FROM rally_links.Project_Iterations
SELECT * FROM rally_links.Defect_c_RootCauses
SELECT Defect FROM rally_links.Defect_c_RootCauses WHERE "Value" = 78043270135401
SELECT DISTINCT Tag FROM rally_links.Defect_Tags WHERE Defect IN (115000000444, 1)

-- Subqueries
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate NOT IN (SELECT PlanEstimate FROM Defect WHERE PlanEstimate > 5)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate NOT IN (SELECT PlanEstimate FROM Defect WHERE 1 = 0)
SELECT ObjectID FROM HierarchicalRequirement WHERE EXISTS (SELECT 1 FROM Task WHERE ToDo > 1000000)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = (SELECT MAX(PlanEstimate) FROM HierarchicalRequirement)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > (SELECT AVG(PlanEstimate) FROM Defect)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = (SELECT MAX(PlanEstimate) FROM HierarchicalRequirement WHERE 1 = 0)
SELECT ObjectID FROM HierarchicalRequirement s WHERE PlanEstimate = (SELECT MAX(x.PlanEstimate) FROM HierarchicalRequirement x WHERE x.Project = s.Project)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate > ALL (SELECT PlanEstimate FROM Defect WHERE PlanEstimate < 5)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate >= ANY (SELECT PlanEstimate FROM Defect WHERE PlanEstimate > 5)
SELECT ObjectID FROM Defect WHERE Name IN (SELECT Name FROM HierarchicalRequirement)
SELECT ObjectID FROM HierarchicalRequirement WHERE Iteration IN (SELECT ObjectID FROM Iteration WHERE State = 'Accepted')
SELECT ObjectID FROM HierarchicalRequirement WHERE Iteration NOT IN (SELECT ObjectID FROM Iteration WHERE State = 'Accepted')
SELECT ObjectID FROM HierarchicalRequirement WHERE Parent NOT IN (SELECT Parent FROM HierarchicalRequirement)
SELECT ObjectID FROM HierarchicalRequirement WHERE ObjectID NOT IN (SELECT Parent FROM HierarchicalRequirement WHERE Parent IS NOT NULL)
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate IN (SELECT PlanEstimate FROM Defect) OR Iteration IS NULL
SELECT ObjectID FROM HierarchicalRequirement s WHERE EXISTS (SELECT 1 FROM Task t WHERE t.WorkProduct = s.ObjectID)
SELECT ObjectID FROM HierarchicalRequirement s WHERE NOT EXISTS (SELECT 1 FROM Task t WHERE t.WorkProduct = s.ObjectID AND t.ToDo > 1)
SELECT ObjectID FROM HierarchicalRequirement s WHERE EXISTS (SELECT 1 FROM Defect d WHERE d.Requirement = s.ObjectID AND d.PlanEstimate > s.PlanEstimate)
SELECT ObjectID, (SELECT COUNT(*) FROM Task t WHERE t.WorkProduct = s.ObjectID) FROM HierarchicalRequirement s
SELECT ObjectID, (SELECT SUM(t.ToDo) FROM Task t WHERE t.WorkProduct = s.ObjectID) FROM HierarchicalRequirement s
SELECT ObjectID FROM HierarchicalRequirement s WHERE 0 = (SELECT COUNT(*) FROM Defect d WHERE d.Requirement = s.ObjectID)
SELECT ObjectID FROM HierarchicalRequirement WHERE (Project, ScheduleState) IN (SELECT Project, ScheduleState FROM Defect)
SELECT ObjectID FROM Defect WHERE ObjectID IN (SELECT Defect FROM rally_links.Defect_Tags WHERE Tag = 102000000000)
SELECT ObjectID FROM Defect WHERE ObjectID NOT IN (SELECT Defect FROM rally_links.Defect_Tags)
SELECT ObjectID FROM Defect WHERE Project = (SELECT ObjectID FROM Project WHERE Name = 'Secret Lab')

-- Set operations, common table expressions
SELECT Name FROM HierarchicalRequirement UNION SELECT Name FROM Defect
SELECT Name FROM HierarchicalRequirement UNION ALL SELECT Name FROM Defect
SELECT Name FROM HierarchicalRequirement INTERSECT SELECT Name FROM Defect
SELECT Name FROM HierarchicalRequirement EXCEPT SELECT Name FROM Defect
SELECT PlanEstimate FROM HierarchicalRequirement INTERSECT SELECT c_Score FROM HierarchicalRequirement
SELECT PlanEstimate FROM HierarchicalRequirement EXCEPT SELECT c_Score FROM HierarchicalRequirement WHERE c_Score > 2
SELECT ObjectID, CAST('abc' AS VARCHAR(3)) AS t FROM HierarchicalRequirement WHERE PlanEstimate = 1 UNION SELECT ObjectID, CAST('z' AS VARCHAR(3)) FROM HierarchicalRequirement WHERE PlanEstimate <= 1
WITH big AS (SELECT * FROM HierarchicalRequirement WHERE PlanEstimate > 5) SELECT a.ObjectID, b.ObjectID FROM big a JOIN big b ON a.Project = b.Project AND a.ObjectID < b.ObjectID
WITH n AS (SELECT Project, COUNT(*) AS c FROM HierarchicalRequirement GROUP BY Project) SELECT Project FROM n WHERE c = (SELECT MAX(c) FROM n)
SELECT t, COUNT(*) FROM (SELECT CAST('S' AS VARCHAR(9)) AS t, PlanEstimate AS e FROM HierarchicalRequirement UNION ALL SELECT 'Defect', PlanEstimate FROM Defect) u WHERE e > 2 GROUP BY t

-- Words that HSQLDB does not have; literals of different lengths, which it pads
SELECT ObjectID, n FROM (SELECT ObjectID, PlanEstimate, COUNT(*) OVER (PARTITION BY Project) AS n FROM HierarchicalRequirement) x WHERE PlanEstimate = 3 ==> SELECT ObjectID, n FROM (SELECT ObjectID, PlanEstimate, (SELECT COUNT(*) FROM HierarchicalRequirement x WHERE x.Project = s.Project) AS n FROM HierarchicalRequirement s) x WHERE PlanEstimate = 3
SELECT ObjectID FROM (SELECT ObjectID, RANK() OVER (PARTITION BY Project ORDER BY PlanEstimate DESC) AS r FROM HierarchicalRequirement WHERE PlanEstimate IS NOT NULL) x WHERE r = 1 ==> SELECT ObjectID FROM HierarchicalRequirement s WHERE PlanEstimate = (SELECT MAX(PlanEstimate) FROM HierarchicalRequirement x WHERE x.Project = s.Project)
SELECT ObjectID FROM HierarchicalRequirement WHERE Name ILIKE 'CASE%' ==> SELECT ObjectID FROM HierarchicalRequirement WHERE UPPER(Name) LIKE 'CASE%'
SELECT ObjectID FROM HierarchicalRequirement WHERE Name NOT ILIKE '%A%' ==> SELECT ObjectID FROM HierarchicalRequirement WHERE UPPER(Name) NOT LIKE '%A%'
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate IS DISTINCT FROM 3 ==> SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate <> 3 OR PlanEstimate IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate IS NOT DISTINCT FROM c_Score ==> SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = c_Score OR PlanEstimate IS NULL AND c_Score IS NULL
SELECT ObjectID FROM HierarchicalRequirement WHERE Name BETWEEN SYMMETRIC 'T' AND 'S' ==> SELECT ObjectID FROM HierarchicalRequirement WHERE Name BETWEEN 'S' AND 'T'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive > '2021-11-07 05:30:00' ==> SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive > TIMESTAMP '2021-11-07 05:30:00'
SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive = CAST('2021-11-07 05:30:00.090' AS TIMESTAMP(3)) ==> SELECT ObjectID FROM HierarchicalRequirement WHERE c_GoLive = TIMESTAMP '2021-11-07 05:30:00.090'
SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = '3' ==> SELECT ObjectID FROM HierarchicalRequirement WHERE PlanEstimate = 3
SELECT ObjectID FROM HierarchicalRequirement WHERE {fn UCASE(Name)} = 'CASE PAIR' ==> SELECT ObjectID FROM HierarchicalRequirement WHERE UPPER(Name) = 'CASE PAIR'
SELECT t, COUNT(*) FROM (SELECT 'S' AS t FROM HierarchicalRequirement UNION ALL SELECT 'Defect' FROM Defect) u GROUP BY t ==> SELECT RTRIM(t), COUNT(*) FROM (SELECT 'S' AS t FROM HierarchicalRequirement UNION ALL SELECT 'Defect' FROM Defect) u GROUP BY t
SELECT CASE WHEN PlanEstimate > 2 THEN 'big' ELSE 'smaller' END FROM HierarchicalRequirement ==> SELECT RTRIM(CASE WHEN PlanEstimate > 2 THEN 'big' ELSE 'smaller' END) FROM HierarchicalRequirement
