-- Custom fields of all types, with the type of their values and the name that people see.
SELECT table_name, column_name, data_type, remarks
FROM information_schema.columns
WHERE table_schema = 'versionone' AND column_name LIKE 'Custom\_%' ESCAPE '\'
ORDER BY table_name, ordinal_position;
