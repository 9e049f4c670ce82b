/** VersionOne (Digital.ai Agility) as a backend: its metadata, its query languages, its answers. */
package io.trackersql.versionone;
