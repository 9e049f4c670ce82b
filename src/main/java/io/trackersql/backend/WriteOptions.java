package io.trackersql.backend;

import java.util.Optional;

/**
 * What holds for all writes of one execution.
 *
 * @param scope the part of the tracker's data in which they are made
 * @param comment what the tracker notes beside each change, where it can
 * @param createContext the asset in whose context new assets are made, where the tracker knows such
 * @param batchRows the most writes of one request, at least 1
 * @param wantsNumbers whether the caller wants to know the numbers of new assets, which may cost the tracker work
 */
public record WriteOptions(
        DataScope scope,
        Optional<String> comment,
        Optional<String> createContext,
        int batchRows,
        boolean wantsNumbers) {}
