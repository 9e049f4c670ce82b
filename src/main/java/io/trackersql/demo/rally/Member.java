package io.trackersql.demo.rally;

import io.trackersql.demo.store.Asset;

/**
 * Who asks, and with what right.
 *
 * @param user      the User object
 * @param key       true with an API key, which needs no security token
 * @param readOnly  true with an API key that may not write
 */
record Member(Asset user, boolean key, boolean readOnly) {}
