/** Rally's query language: parsing, binding to types, evaluation. */
package io.trackersql.demo.rally.query;
