/** What is asked of a tracker, in relational terms and free of any product: tables and columns, predicates, queries. */
package io.trackersql.query;
