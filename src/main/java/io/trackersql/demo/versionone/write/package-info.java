/** What changes VersionOne assets: values, defaults of a context, operations. */
package io.trackersql.demo.versionone.write;
