-- Close all open stories that are done.
UPDATE Story SET AssetState = 128 WHERE Status_Name = 'Done' AND AssetState = 64;

SELECT COUNT(*) AS closed FROM Story WHERE Status_Name = 'Done' AND AssetState = 128;
