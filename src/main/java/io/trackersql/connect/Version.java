package io.trackersql.connect;

/** The driver's version, as the jar's manifest has it. */
public final class Version {
    private static final String UNPACKAGED = "0.0";

    /** {@code 1.2.3}; {@code 0.0} when classes are not run from a jar. */
    public static final String VALUE = value();

    private Version() {}

    private static String value() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKAGED : version;
    }
}
