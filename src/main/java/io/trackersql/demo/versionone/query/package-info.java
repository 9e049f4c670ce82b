/** VersionOne's query language for the demo server: grammar, binding to types, filters, order, as the product documents them. */
package io.trackersql.demo.versionone.query;
