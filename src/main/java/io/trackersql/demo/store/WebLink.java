package io.trackersql.demo.store;

/**
 * The value of a custom field that shows a link.
 *
 * @param linkId        what is put into the field's URL
 * @param displayString the text of the link
 */
public record WebLink(String linkId, String displayString) {}
