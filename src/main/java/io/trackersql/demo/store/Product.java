package io.trackersql.demo.store;

import java.util.function.Consumer;

/** What the store must know of the product whose data it holds; safe for threads. */
interface Product {
    /** A rule of computed attributes. */
    Computations.Rule rule(String name);

    /** The key of a user who sees everything. */
    String administrator();

    /** Whether a user sees every asset. */
    boolean seesAll(Asset user);

    /** Whether the user of the context may see an asset in a version. */
    boolean sees(ReadContext context, Version version);

    /** Makes assets of a type when they are first asked for, and does nothing for types whose assets are there from the start. */
    Consumer<DemoType> onDemand(DemoStore store);
}
