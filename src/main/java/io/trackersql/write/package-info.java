/** What statements change: mutations of single assets, the buffer in which a transaction keeps them, and what became of them. */
package io.trackersql.write;
