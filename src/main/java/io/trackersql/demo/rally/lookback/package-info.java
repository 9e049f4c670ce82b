/** The meaning of the Lookback API: documents made of snapshots, MongoDB's conditions on them, and what the service does before and after. */
package io.trackersql.demo.rally.lookback;
