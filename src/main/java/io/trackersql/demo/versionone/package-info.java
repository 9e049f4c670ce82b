/** The VersionOne front of the demo: its endpoints, its forms of data and metadata, its refusals. */
package io.trackersql.demo.versionone;
