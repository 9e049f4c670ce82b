-- What changed since the last look, for polling and incremental extracts: only what changed is read.
-- Keep the largest Version (or ValidFrom) of the result and ask for what is above it the next time. A deletion makes no row;
-- it shows as a version of the asset that ended without a next one.
SELECT h.Version, h.ValidFrom, h.ID, h.Number, h.Name, h.Status_Name, h.AssetState_Name, h.ChangedBy_Name
FROM versionone_history.PrimaryWorkitem h
WHERE h.Version > 3000
ORDER BY h.Version, h.ID;
