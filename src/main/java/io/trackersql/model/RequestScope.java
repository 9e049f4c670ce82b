package io.trackersql.model;

import java.util.function.Consumer;

/**
 * What a request belongs to: who can stop it, where it is logged, what it may cost, who hears of its oddities.
 *
 * @param warnings takes messages that a user should see as SQLWarnings; thread-safe
 */
public record RequestScope(
        Cancellation cancellation, RequestLog log, RequestBudget budget, Consumer<String> warnings) {}
