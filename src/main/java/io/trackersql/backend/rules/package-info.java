/** What the tables of verdicts of all products have in common. */
package io.trackersql.backend.rules;
