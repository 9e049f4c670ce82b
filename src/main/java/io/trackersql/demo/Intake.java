package io.trackersql.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes in requests for a front: notes them in the ledger, lets faults strike, and hands over what is to be answered. */
final class Intake implements HttpHandler {
    private static final List<String> SHOWN_HEADERS = List.of(
            "User-Agent",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Type",
            "X-RallyIntegrationName",
            "X-RallyIntegrationVendor",
            "X-RallyIntegrationVersion");
    private static final List<String> SECRET_HEADERS = List.of("Cookie", "ZSESSIONID");

    private final Supplier<Front> fronts;
    private final Ledger ledger;
    private final Function<String, Optional<Fault>> faults;

    Intake(Supplier<Front> fronts, Ledger ledger, Function<String, Optional<Fault>> faults) {
        this.fronts = fronts;
        this.ledger = ledger;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Front front = fronts.get();
        String target = exchange.getRequestURI().toString();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Ledger.Entry entry = ledger.open(
                exchange.getRequestMethod(),
                target,
                new String(body, StandardCharsets.UTF_8),
                scheme(exchange),
                ledgerHeaders(exchange));
        Optional<Fault> fault = faults.apply(exchange.getRequestMethod() + " " + target);
        if (fault.filter(Fault.Unserved.class::isInstance).isPresent()) {
            throw new IOException("cut by the fault plan before the request was served");
        }
        boolean gzip = front.gzip()
                && header(exchange, "Accept-Encoding")
                        .filter(value -> value.contains("gzip"))
                        .isPresent();
        boolean other = fault.filter(Fault.Answer.class::isInstance).isPresent();
        Reply reply = new Reply(exchange, entry, fault, gzip && !other);
        reply.header("Server", front.software());
        if (other) {
            Fault.Answer answer = (Fault.Answer) fault.get();
            answer.headers().forEach(reply::header);
            reply.send(answer.status(), answer.contentType(), answer.body());
            return;
        }
        fault.filter(Fault.Before.class::isInstance)
                .ifPresent(before -> ((Fault.Before) before).action().run());
        front.serve(exchange, reply, body);
    }

    private static String scheme(HttpExchange exchange) {
        return header(exchange, "Authorization")
                .map(value -> value.split(" ", 2)[0])
                .orElse("");
    }

    private static Map<String, String> ledgerHeaders(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        SHOWN_HEADERS.forEach(name -> header(exchange, name).ifPresent(value -> headers.put(name, value)));
        SECRET_HEADERS.forEach(name -> header(exchange, name).ifPresent(value -> headers.put(name, "present")));
        return headers;
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
