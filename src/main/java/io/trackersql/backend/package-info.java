/** The contract that a tracker product fulfils: its model, what it can compute, how it is asked, how its answers are read. */
package io.trackersql.backend;
