/** Changes that clients ask for: reading them, checking them as the service does, making them. */
package io.trackersql.demo.rally.write;
