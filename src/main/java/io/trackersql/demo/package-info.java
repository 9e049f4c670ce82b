/** A tracker in this process: its HTTP server, the VersionOne front, the ledger of requests and the faults to order. */
package io.trackersql.demo;
