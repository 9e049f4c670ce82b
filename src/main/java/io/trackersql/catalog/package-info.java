/** What there is: schemas and tables for the planner, and the same as rows of information_schema and system. */
package io.trackersql.catalog;
