package io.trackersql.demo.store;

import java.util.function.Consumer;

/** VersionOne: metadata can be read as assets, and a project guards what is in it. */
final class VersionOneProduct implements Product {
    private static final long ADMIN_ID = 20;
    private static final long HIDDEN_EVERY = 3;

    @Override
    public Computations.Rule rule(String name) {
        return Computations.rule(name);
    }

    @Override
    public String administrator() {
        return "Member:" + ADMIN_ID;
    }

    @Override
    public boolean seesAll(Asset user) {
        return user.id() == ADMIN_ID;
    }

    /** The administrator sees all, others do not see every third project nor what is in it. */
    @Override
    public boolean sees(ReadContext context, Version version) {
        if (seesAll(context.self())) {
            return true;
        }
        Object scope = Computations.rule("securityScope").value(context, version);
        return !(scope instanceof Asset project) || project.id() % HIDDEN_EVERY != 1;
    }

    @Override
    public Consumer<DemoType> onDemand(DemoStore store) {
        return new MetaAssets(store)::ensure;
    }
}
