/** What a tracker is made of, and the words that all layers share: types, failures, requests, cancellation. JDK only. */
package io.trackersql.model;
