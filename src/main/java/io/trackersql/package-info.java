/** What users name: the JDBC driver and the data source. */
package io.trackersql;
