package io.trackersql.http;

import okhttp3.Call;
import okhttp3.EventListener;

/** Notes when the first byte of a request leaves over a connection to its server; before that the tracker cannot have seen it. */
final class Departure {
    /** Notes it in the tag of each call's request. */
    static final EventListener LISTENER = new EventListener() {
        @Override
        public void requestHeadersStart(Call call) {
            Departure departure = call.request().tag(Departure.class);
            if (departure != null) {
                departure.sent = true;
            }
        }
    };

    private volatile boolean sent;

    boolean wasSent() {
        return sent;
    }
}
