package io.trackersql.demo;

import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks;

/**
 * How to start a demo server.
 *
 * @param port   TCP port on 127.0.0.1, 0 for any free one
 * @param rows   number of Story assets, deleted ones included
 * @param seed   the same seed gives the same data
 * @param quirks      how the VersionOne front behaves
 * @param rallyQuirks how the Rally front behaves
 */
public record DemoOptions(int port, int rows, long seed, VersionOneQuirks quirks, RallyQuirks rallyQuirks) {
    /** Any port, about 1,200 assets, a current hosted server. */
    public static DemoOptions standard() {
        return new DemoOptions(0, 300, 42, VersionOneQuirks.standard(), RallyQuirks.standard());
    }

    public DemoOptions withPort(int number) {
        return new DemoOptions(number, rows, seed, quirks, rallyQuirks);
    }

    public DemoOptions withRows(int stories) {
        return new DemoOptions(port, stories, seed, quirks, rallyQuirks);
    }

    public DemoOptions withSeed(long number) {
        return new DemoOptions(port, rows, number, quirks, rallyQuirks);
    }

    public DemoOptions withQuirks(VersionOneQuirks behaviour) {
        return new DemoOptions(port, rows, seed, behaviour, rallyQuirks);
    }

    public DemoOptions withRallyQuirks(RallyQuirks behaviour) {
        return new DemoOptions(port, rows, seed, quirks, behaviour);
    }
}
