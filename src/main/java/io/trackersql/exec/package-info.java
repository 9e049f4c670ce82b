/** Running bound queries: what is pushed and what is tested again, pages and cursors, sessions and their limits. */
package io.trackersql.exec;
