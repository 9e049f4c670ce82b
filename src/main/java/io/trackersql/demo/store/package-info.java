/** The demo tracker's types and assets with every past version, in memory, whatever protocol reads them. */
package io.trackersql.demo.store;
