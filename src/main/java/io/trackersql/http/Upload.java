package io.trackersql.http;

import java.util.Locale;

/** The body of a request that people see only described, since it is bytes or holds them. Immutable: nobody changes the bytes. */
public final class Upload {
    private final String mediaType;
    private final byte[] bytes;

    /** A body of that media type, which is sent as it is given. */
    @SuppressWarnings("ArrayIsStoredDirectly") // a file may be large
    public Upload(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes;
    }

    /** What stands in place of the bytes in requests that are shown. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "(%d bytes of %s)", bytes.length, mediaType);
    }
}
