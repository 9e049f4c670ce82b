package io.trackersql.demo.store;

/**
 * What reading a value depends on besides the version.
 *
 * @param self the member who asks
 */
public record ReadContext(DemoStore store, View view, Asset self) {
    /** The same question about another time. */
    public ReadContext at(View other) {
        return other == view ? this : new ReadContext(store, other, self);
    }

    /** The same question about the time of a version: all that held right after the change that made it. */
    public ReadContext at(Version version) {
        return at(View.atMoment(version.moment()));
    }

    /** True unless the present is read. */
    public boolean past() {
        return view != View.CURRENT;
    }
}
