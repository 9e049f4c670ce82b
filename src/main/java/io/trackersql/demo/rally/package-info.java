/** The Rally front of the demo server, written from the protocol's description. */
package io.trackersql.demo.rally;
