/** From SQL text to something that runs: parsing, validation, folding into scans, and Calcite's runtime for the rest. */
package io.trackersql.plan;
