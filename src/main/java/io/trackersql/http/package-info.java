/** The transport to a tracker: HTTP with its limits, retries and refusals, and the readers of JSON and XML answers. */
package io.trackersql.http;
