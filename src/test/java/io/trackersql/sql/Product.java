package io.trackersql.sql;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A tracker product as the tests of SQL know it: its front on a demo server, how the driver reaches it, what its tables must hold, and
 * what is worth asking. All tests run for each product; their files carry its name.
 */
public interface Product {
    /** VersionOne. */
    Product VERSIONONE = new VersionOneProduct();

    /** Rally. */
    Product RALLY = new RallyProduct();

    /** All products. */
    static List<Product> all() {
        return List.of(VERSIONONE, RALLY);
    }

    /** Name of its schema and of its files. */
    String name();

    /** The URL under which the driver reaches its front on a server, without properties. */
    String url(DemoServer server);

    /** What its addresses begin with, and a ledger need not repeat. */
    String path();

    /** A user that sees everything. */
    String user();

    /** The password of {@link #user}. */
    String password();

    /** What a connection must be told of a server for all questions to be answered. */
    Map<String, String> properties(DemoServer server);

    /** A server that answers otherwise than the standard one where the protocol leaves it open. */
    DemoOptions unlikeTheStandard(DemoOptions options);

    /** A server that answers at random where the protocol leaves it open. */
    DemoOptions atRandom(DemoOptions options, Random random);

    /** Properties of a connection that sees only some of the data, or none for all of it. */
    Map<String, String> partAtRandom(DemoServer server, Random random);

    /** What its tables must hold for a connection with these properties. */
    ExpectedTables tables(DemoServer server, Map<String, String> properties);

    /** What to ask its tables. */
    Samples samples();

    /** What to write into them. */
    WriteSamples writes();

    /** How its query language says that the key is one of several. */
    String anyOf(List<String> keys);

    /** Queries with parameters of all kinds. */
    List<ParametersTest.Case> parameters();
}
