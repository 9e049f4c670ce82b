package io.trackersql.exec;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.List;

/** A tracker that says it can do everything exactly. */
final class AllExact implements PushDown {
    @Override
    public Decision filter(Predicate leaf) {
        return Decision.exact(leaf, "everything");
    }

    @Override
    public Decision sort(List<SortKey> keys, boolean trackerText) {
        return Decision.exact(Conditions.ALWAYS, "everything");
    }

    @Override
    public Decision find(Find find) {
        return Decision.exact(Conditions.ALWAYS, "everything");
    }

    @Override
    public List<OperatorVerdict> verdicts(Column column) {
        return List.of();
    }
}
