package io.trackersql.rally;

import io.trackersql.backend.WriteOptions;
import io.trackersql.model.NativeRequest;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Spells writes as requests. Pure, but for the addresses that it is given, which learn the keys of new assets as they are made. */
final class WriteRenderer {
    private final Addresses addresses;
    private final WriteBody bodies;

    WriteRenderer(Addresses addresses, Optional<Object> user) {
        this.addresses = addresses;
        this.bodies = new WriteBody(addresses, user);
    }

    /** Whether a write cannot be an entry of a batch: operations have parameters, single links paths of their own, and some need no request. */
    static boolean isAlone(Mutation mutation) {
        boolean isEmpty =
                mutation instanceof Mutation.Update && mutation.changes().isEmpty();
        return isEmpty
                || Contents.of(mutation).isPresent()
                || mutation instanceof Mutation.Operate
                || links(mutation).findAny().isPresent();
    }

    /** The requests that one write takes, in their order, behind that for the bytes of a file. */
    List<WriteStep> steps(Mutation mutation) {
        List<WriteStep> steps = new ArrayList<>();
        if (mutation instanceof Mutation.Create create) {
            steps.add(
                    WriteStep.post(Addresses.path(create.table().entity().nativeName(), "create"), bodies.of(create)));
        } else if (mutation instanceof Mutation.Delete) {
            steps.add(new WriteStep("DELETE", path(mutation), List.of(), Optional.empty()));
        } else if (mutation instanceof Mutation.Operate operate) {
            steps.add(step(operate));
        } else {
            if (mutation.changes().stream().anyMatch(change -> !isLink(mutation, change))) {
                steps.add(WriteStep.post(path(mutation), bodies.of(mutation)));
            }
            links(mutation).forEach(members -> {
                addLinks(steps, mutation, members, "remove", members.removed());
                addLinks(steps, mutation, members, "add", members.added());
            });
        }
        return steps;
    }

    private static boolean isLink(Mutation mutation, Change change) {
        return change instanceof Change.Members members && !WriteBody.isInline(mutation, members);
    }

    private static Stream<Change.Members> links(Mutation mutation) {
        return mutation.changes().stream()
                .filter(change -> isLink(mutation, change))
                .map(Change.Members.class::cast);
    }

    private void addLinks(
            List<WriteStep> steps, Mutation mutation, Change.Members members, String what, List<Object> keys) {
        if (!keys.isEmpty()) {
            steps.add(WriteStep.post(
                    path(mutation) + "/" + WriteBody.attribute(members.column()) + "/" + what,
                    Map.of("CollectionItems", bodies.refs(members.column(), keys))));
        }
    }

    private WriteStep step(Mutation.Operate operate) {
        String path = path(operate);
        String name = operate.operation().name();
        if (name.equals(Operations.COPY)) {
            return WriteStep.post(path + "/copy", Map.of());
        }
        String parameter =
                switch (name) {
                    case Operations.RANK_ABOVE -> "rankAbove=" + other(operate);
                    case Operations.RANK_BELOW -> "rankBelow=" + other(operate);
                    case Operations.RANK_TO_TOP -> "rankTo=TOP";
                    default -> "rankTo=BOTTOM";
                };
        return new WriteStep(
                "POST",
                path,
                List.of(parameter),
                Optional.of(WriteBody.rooted(operate, new LinkedHashMap<>(Map.of("_ref", path)))));
    }

    private String other(Mutation.Operate operate) {
        return addresses.of(operate.arguments().get(0));
    }

    private String path(Mutation mutation) {
        return Addresses.path(type(mutation), addresses.key(mutation.key()));
    }

    /** The type that the asset really has. */
    static String type(Mutation mutation) {
        Map<?, Object> present = Map.of();
        if (mutation instanceof Mutation.Update update) {
            present = update.present();
        } else if (mutation instanceof Mutation.Delete delete) {
            present = delete.present();
        }
        Object type = mutation.table().columns().stream()
                .filter(column -> column.name().equals(AbstractTypes.TYPE))
                .findFirst()
                .map(present::get)
                .orElse(null);
        return type instanceof String name ? name : mutation.table().entity().nativeName();
    }

    /** What all requests with these writes say: what to answer with, and where they are made. */
    static List<String> parameters(List<Mutation> mutations, WriteOptions options) {
        List<String> parameters = new ArrayList<>();
        if (!(mutations.get(0) instanceof Mutation.Delete)) {
            boolean isNumbered = options.wantsNumbers()
                    && mutations.stream()
                            .anyMatch(m -> m.table().entity().numberAttribute().isPresent());
            // without it the service answers with whole objects
            parameters.add("fetch=" + Tokens.KEY + (isNumbered ? "," + Tokens.NUMBER : ""));
        }
        parameters.addAll(workspace(options));
        boolean isMadeInProject =
                mutations.stream().anyMatch(m -> m instanceof Mutation.Create create && !namesProject(create));
        if (isMadeInProject) {
            options.scope().project().ifPresent(p -> parameters.add("project=" + Encoder.project(p)));
        }
        return parameters;
    }

    /** The request that stores the bytes of a file, before that for the asset that refers to them. */
    static NativeRequest storing(byte[] content, WriteOptions options) {
        List<String> parameters = new ArrayList<>(List.of("fetch=" + Tokens.KEY));
        parameters.addAll(workspace(options));
        return Contents.step(content).request(parameters);
    }

    private static List<String> workspace(WriteOptions options) {
        return options.scope().workspace().stream()
                .map(w -> "workspace=" + Encoder.workspace(w))
                .toList();
    }

    private static boolean namesProject(Mutation.Create create) {
        return create.changes().stream()
                .anyMatch(change -> WriteBody.attribute(change.column()).equals("Project"));
    }
}
