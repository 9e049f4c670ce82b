package io.trackersql.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.http.Answer;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.versionone.BulkRequest.Task;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code api/asset} answers: status 200 whatever became of the commands. Commands run one by one, so some fail and others do not. What the answer
 * does not tell of a command is not known, and never taken for success.
 */
final class BulkAnswer {
    private final BulkRequest request;
    private final ErrorReader errors;
    private final Map<String, String> failures = new HashMap<>();
    private final boolean tellsFailures;
    private final boolean hasStrangeFailure;
    private final List<String> created;
    private final Set<String> modified;
    private final Set<String> operatedOn;
    private final Map<String, JsonNode> results = new HashMap<>();
    private final Set<String> present = new HashSet<>();

    /** Fails with UNKNOWN_OUTCOME if the answer is no answer of api/asset. */
    BulkAnswer(BulkRequest request, JsonNode root, Answer answer, ErrorReader errors) {
        this.request = request;
        this.errors = errors;
        if (!root.path("assetsCreated").isObject() || !root.path("complete").asBoolean(true)) {
            throw answer.malformed("what api/asset tells of finished commands", "it lacks that");
        }
        this.tellsFailures = root.path("commandFailures").isObject();
        this.hasStrangeFailure = readFailures(root.path("commandFailures").path("commands"));
        this.created = tokens(root, "assetsCreated");
        this.modified = new HashSet<>(tokens(root, "assetsModified"));
        this.operatedOn = new HashSet<>(tokens(root, "assetsOperatedOn"));
        readResults(root.path("queryResult").path("results"));
    }

    private static List<String> tokens(JsonNode root, String part) {
        List<String> tokens = new ArrayList<>();
        root.path(part).path("oidTokens").forEach(token -> tokens.add(Oids.withoutMoment(token.asText())));
        return tokens;
    }

    /** Each failure names the command by our alias, or at least by its place. Gives whether one does neither. */
    private boolean readFailures(JsonNode commands) {
        List<String> aliases = request.aliases();
        Set<String> names = new HashSet<>(aliases);
        boolean isStrange = false;
        for (JsonNode failed : commands) {
            JsonNode error = failed.path("error");
            int place = error.path("sourceCommandIndex").asInt(-1);
            Optional<String> alias = alias(failed, names)
                    .or(() ->
                            place >= 0 && place < aliases.size() ? Optional.of(aliases.get(place)) : Optional.empty());
            alias.ifPresent(
                    name -> failures.putIfAbsent(name, error.path("message").asText("")));
            isStrange |= alias.isEmpty();
        }
        return isStrange;
    }

    private static Optional<String> alias(JsonNode failed, Set<String> aliases) {
        for (Iterator<String> names = failed.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (aliases.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** A query that failed has no result, or perhaps an empty one: the number of results tells which. */
    private void readResults(JsonNode found) {
        List<String> asked = new ArrayList<>(request.queries());
        if (found.size() != asked.size()) {
            asked.removeIf(failures::containsKey);
        }
        if (found.size() != asked.size()) {
            return;
        }
        for (int i = 0; i < asked.size(); i++) {
            results.put(asked.get(i), found.get(i));
            found.get(i)
                    .forEach(row ->
                            present.add(Oids.withoutMoment(row.path("_oid").asText())));
        }
    }

    /** An outcome for each mutation of the request. */
    List<WriteOutcome> outcomes() {
        return request.tasks().stream().map(this::outcome).toList();
    }

    private WriteOutcome outcome(Task task) {
        Optional<String> failed =
                task.steps().keySet().stream().filter(failures::containsKey).findFirst();
        if (failed.isPresent()) {
            TrackerException failure = errors.refused(failures.get(failed.get()), task.mutation());
            return failed(task, failure);
        } else if (hasStrangeFailure) {
            return unknown(task, "it tells of a failure, but not of which command");
        } else if (task.mutation() instanceof Mutation.Create) {
            return created(task);
        }
        for (Step step : task.steps().values()) {
            Optional<WriteOutcome> trouble = trouble(task, step);
            if (trouble.isPresent()) {
                return trouble.get();
            }
        }
        return new WriteOutcome.Applied(key(task), Optional.empty());
    }

    /** What became of a mutation of which a step failed: others may have been made. */
    private WriteOutcome failed(Task task, TrackerException failure) {
        boolean isWhole = failures.keySet().containsAll(task.steps().keySet());
        boolean isCreate = task.mutation() instanceof Mutation.Create;
        if (isWhole
                || (isCreate
                        && failures.containsKey(
                                Oids.alias((String) task.mutation().key())))) {
            return new WriteOutcome.Failed(failure);
        }
        WriteOutcome made = isCreate ? created(task) : new WriteOutcome.Applied(key(task), Optional.empty());
        return made instanceof WriteOutcome.Applied applied ? new WriteOutcome.Partly(applied, failure) : made;
    }

    /** The asset's key; of one that was new in this request the one that it has now. */
    private String key(Task task) {
        String key = (String) task.mutation().key();
        return Oids.isProvisional(key) ? keys().getOrDefault(key, key) : key;
    }

    private WriteOutcome created(Task task) {
        Optional<JsonNode> row = task.identity().map(results::get).map(r -> r.path(0));
        Optional<String> number = row.flatMap(
                        r -> task.mutation().table().entity().numberAttribute().map(r::path))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        Optional<String> key = row.map(r -> Oids.withoutMoment(r.path("_oid").asText("")))
                .filter(Oids::isCanonical)
                .or(() -> isOnlyCreation() ? Optional.of(created.get(0)) : Optional.empty());
        return key.<WriteOutcome>map(k -> new WriteOutcome.Applied(k, number))
                .orElseGet(() -> unknown(task, "it does not tell the key of the new asset"));
    }

    private boolean isOnlyCreation() {
        return created.size() == 1
                && request.tasks().stream()
                                .filter(t -> t.mutation() instanceof Mutation.Create)
                                .count()
                        == 1;
    }

    /** What is wrong with a step of which no failure is told: nothing if the answer lists its asset. */
    private Optional<WriteOutcome> trouble(Task task, Step step) {
        boolean isUpdate = step.isUpdate();
        String key = isNew(step) ? keys().get(step.key()) : step.key();
        Set<String> told = isUpdate ? modified : operatedOn;
        if (key == null) {
            return Optional.of(unknown(task, "it does not tell of the asset's creation"));
        } else if (told.contains(key) || (tellsFailures && isUpdate && (present.contains(key) || isNew(step)))) {
            return Optional.empty();
        } else if (!tellsFailures) {
            return Optional.of(unknown(task, "it does not tell of failures, as servers before 2019 do not"));
        }
        return Optional.of(new WriteOutcome.Failed(ErrorReader.missing(task.mutation())));
    }

    private static boolean isNew(Step step) {
        return Oids.isProvisional(step.key());
    }

    private static WriteOutcome unknown(Task task, String what) {
        return new WriteOutcome.Unknown(Failure.UNKNOWN_OUTCOME.with("VersionOne's answer to " + task.mutation()
                + " is not clear: " + what + ". Look at the asset before you repeat it."));
    }

    /** The keys of new assets by their provisional ones. */
    Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        for (Task task : request.tasks()) {
            if (task.mutation() instanceof Mutation.Create
                    && !failures.containsKey(Oids.alias((String) task.mutation().key()))
                    && created(task) instanceof WriteOutcome.Applied applied) {
                keys.put((String) task.mutation().key(), (String) applied.key());
            }
        }
        return keys;
    }
}
