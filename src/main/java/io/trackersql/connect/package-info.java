/** From a URL and properties to an open database: configuration, the one switch over products, model files. */
package io.trackersql.connect;
