/**
 * The java.sql interfaces over an open {@link io.trackersql.connect.Database}: values, metadata, statement protocol, SQLSTATEs.
 *
 * <p>Connections may be used by several threads, each with statements of its own. A statement and its result sets belong to one
 * thread; only {@code cancel} and {@code close} may come from another.
 */
package io.trackersql.jdbc;
