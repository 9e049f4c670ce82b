/** Rally (Broadcom) as a backend: its schema, its query language, its answers. */
package io.trackersql.rally;
