-- Hand over the open tasks of one user to another.
UPDATE rally.Task SET Owner_Name = 'Pat O''Hara' WHERE Owner_Name = 'Andre Agile' AND State <> 'Completed';

SELECT Owner_Name, COUNT(*) AS tasks FROM rally.Task WHERE State <> 'Completed' GROUP BY Owner_Name ORDER BY Owner_Name;
