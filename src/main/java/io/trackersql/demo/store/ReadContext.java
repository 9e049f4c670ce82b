package io.trackersql.demo.store;

/**
 * What reading a value depends on besides the version.
 *
 * @param self the member who asks
 */
public record ReadContext(DemoStore store, View view, Asset self) {}
