package io.trackersql.rally;

import io.trackersql.model.Operation;
import io.trackersql.model.Operation.Argument;
import io.trackersql.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the service does with assets beyond writing their attributes: it copies them, and moves them within the order that people give them. */
final class Operations {
    static final String COPY = "Copy";
    static final String RANK_ABOVE = "RankAbove";
    static final String RANK_BELOW = "RankBelow";
    static final String RANK_TO_TOP = "RankToTop";
    static final String RANK_TO_BOTTOM = "RankToBottom";

    /** Types that have it can be ranked. */
    private static final String RANK = "DragAndDropRank";

    private Operations() {}

    /**
     * The operations of a type.
     *
     * @param base the abstract type whose assets are ranked together, if there is one with a table
     */
    static List<Operation> of(RawType type, Optional<String> base) {
        List<Operation> operations = new ArrayList<>();
        if (type.isAbstract) {
            return operations;
        }
        if (type.isCopyable) {
            operations.add(new Operation(COPY, Optional.empty(), List.of(), "Makes a copy and answers with its key"));
        }
        if (type.attributes.containsKey(RANK) && !type.isReadOnly) {
            // assets of different types share one order
            Argument other = new Argument("Other", ValueType.BIGINT, Optional.of(base.orElse(type.elementName)), true);
            operations.add(ranking(RANK_ABOVE, List.of(other), "Ranks it right above another"));
            operations.add(ranking(RANK_BELOW, List.of(other), "Ranks it right below another"));
            operations.add(ranking(RANK_TO_TOP, List.of(), "Ranks it above all others"));
            operations.add(ranking(RANK_TO_BOTTOM, List.of(), "Ranks it below all others"));
        }
        return operations;
    }

    private static Operation ranking(String name, List<Argument> arguments, String remarks) {
        return new Operation(name, Optional.empty(), arguments, remarks);
    }
}
