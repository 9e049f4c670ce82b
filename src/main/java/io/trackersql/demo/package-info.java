/** Trackers in this process: their HTTP server, the ledger of requests and the faults to order; a package below for each product's front. */
package io.trackersql.demo;
