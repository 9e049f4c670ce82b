package io.trackersql.http;

import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one tracker with one user's credentials: sends requests, repeats reads that failed for a passing reason, and
 * turns everything else that goes wrong into one {@link TrackerException}. A write is repeated only if nothing of it left, or the
 * tracker's quota refused it. Thread-safe; works on the caller's thread.
 *
 * <p>Each attempt takes one request from the scope's budget before it is sent and adds one entry to its log when it is over. The
 * HTTP library may open a second connection unseen when an idle one turns out to be closed; such a request never reached the
 * tracker. Every wait ends at once when the scope's cancellation stops.
 */
public final class Transport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final int IDLE_SECONDS_MAX = 60;

    private final TransportConfig config;
    private final RetryPolicy policy;
    private final RetryPolicy.Pause pause;
    private final Troubles troubles;
    private final Permits permits;
    private final ConnectionPool connections;
    private final Redirects redirects;
    private OkHttpClient client;

    /** A transport that has sent nothing yet. Fails with BAD_PROPERTY if the trust store cannot be read. */
    public Transport(TransportConfig config) {
        this(config, RetryPolicy.USUAL, Interruptions::pause);
    }

    Transport(TransportConfig config, RetryPolicy policy, RetryPolicy.Pause pause) {
        this.config = config;
        this.policy = policy;
        this.pause = pause;
        this.troubles = new Troubles(config);
        this.connections = new ConnectionPool(config.maxInFlight(), IDLE_SECONDS_MAX, TimeUnit.SECONDS);
        this.redirects = new Redirects(HttpUrl.get(config.base()));
        boolean needsTls =
                HttpUrl.get(config.base()).isHttps() || config.trustStore().isPresent();
        OkHttpClient.Builder builder = builder(config, connections);
        this.client = needsTls
                ? builder.build()
                : builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
        // parsed, so that Host and host:443 are one server
        String key = HttpUrl.get(config.base()) + " " + config.credentials().identity();
        this.permits = Permits.join(key, config.maxInFlight());
    }

    private static OkHttpClient.Builder builder(TransportConfig config, ConnectionPool connections) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(connections)
                .cookieJar(new MemoryCookies())
                .eventListener(Departure.LISTENER)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(config.connectTimeout())
                .readTimeout(config.requestTimeout())
                .writeTimeout(config.requestTimeout());
        config.proxy().ifPresent(proxy -> {
            InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
            builder.proxy(new Proxy(Proxy.Type.HTTP, address)).proxyAuthenticator(new ProxyLogin(proxy));
        });
        config.trustStore().ifPresent(store -> {
            X509TrustManager trustManager = store.trustManager();
            builder.sslSocketFactory(TrustStore.sslContext(trustManager).getSocketFactory(), trustManager);
        });
        return builder;
    }

    /** TLS takes long to set up, so the client of an http address gets it when a redirect leads to https. */
    private synchronized OkHttpClient client(HttpUrl url) {
        if (url.isHttps() && client.connectionSpecs().stream().noneMatch(ConnectionSpec::isTls)) {
            client = client.newBuilder()
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                    .build();
        }
        return client;
    }

    /** How this transport was configured. */
    public TransportConfig config() {
        return config;
    }

    /** How many requests of this user to this server may be in work at a time: the smallest limit of all open transports to it. */
    public int maxInFlight() {
        return permits.inUseMax();
    }

    Permits permits() {
        return permits;
    }

    Troubles troubles() {
        return troubles;
    }

    /**
     * Sends a request and returns when an answer with status 200 begins. The caller closes it.
     *
     * <p>Failures: CONNECTION_REFUSED, CONNECTION_BROKEN, TIMEOUT, AUTHENTICATION, RATE_LIMITED, BAD_ANSWER for what is not in the
     * format, LIMIT_REACHED by the budget, the reason of the cancellation, and what the product makes of error statuses. A write that may have
     * reached the tracker and has no whole answer fails with UNKNOWN_OUTCOME instead, also while its answer is read.
     */
    public Answer send(Ask ask, RequestScope scope) {
        return send(ask, target -> false, scope).answer().orElseThrow();
    }

    /** Waits before something is sent again that the tracker refused for a passing reason: longer after each failed attempt. */
    public void pause(int failedAttempts, RequestScope scope) {
        pause.pause(policy.backOffMillis(failedAttempts), scope.cancellation());
    }

    /**
     * What came of a question whose redirects mean something; exactly one part is there.
     *
     * @param answer closed by the caller
     * @param redirect where the server redirects to, as a target below the base
     */
    public record AnswerOrRedirect(Optional<Answer> answer, Optional<String> redirect) {}

    /** Sends a request like {@link #send}, but does not follow a redirect to a target below the base that the caller wants to know. */
    public AnswerOrRedirect send(Ask ask, Predicate<String> isWanted, RequestScope scope) {
        HttpUrl url = url(ask);
        int hops = 0;
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = attempt(url, ask, scope, attempt);
            if (outcome.answer() != null) {
                return new AnswerOrRedirect(Optional.of(outcome.answer()), Optional.empty());
            }
            if (outcome.redirect() != null) {
                Optional<String> target = target(outcome.redirect()).filter(isWanted);
                if (target.isPresent()) {
                    return new AnswerOrRedirect(Optional.empty(), target);
                }
                hops++;
                if (hops > Redirects.HOPS_MAX) {
                    throw Failure.BAD_ANSWER.with(config.base().getHost() + " redirects in a circle: more than "
                            + Redirects.HOPS_MAX + " times. Check the URL.");
                }
                url = outcome.redirect();
                attempt--;
                continue;
            }
            Setback setback = outcome.setback();
            if (attempt >= setback.attemptsMax()) {
                throw setback.failure();
            }
            long waitMillis = setback.waitMillis() >= 0 ? setback.waitMillis() : policy.backOffMillis(attempt);
            LOG.debug(
                    "attempt {} failed, next in {} ms: {}",
                    attempt,
                    waitMillis,
                    setback.failure().getMessage());
            pause.pause(waitMillis, scope.cancellation());
        }
    }

    /** What came of one attempt; exactly one part is there. */
    private record Outcome(Answer answer, HttpUrl redirect, Setback setback) {}

    /** Why an attempt failed, how many attempts that is worth, and the wait that the server demands or -1. */
    private record Setback(TrackerException failure, int attemptsMax, long waitMillis) {}

    private HttpUrl url(Ask ask) {
        String target = ask.request().target();
        String secret = ask.secret()
                .map(s -> (target.contains("?") ? "&" : "?") + s.parameter())
                .orElse("");
        return HttpUrl.get(config.base() + target + secret);
    }

    /** Where that is below the base; empty for what is elsewhere. */
    private Optional<String> target(HttpUrl url) {
        String base = HttpUrl.get(config.base()).toString();
        String text = url.toString();
        return text.startsWith(base) ? Optional.of(text.substring(base.length())) : Optional.empty();
    }

    @SuppressWarnings("MustBeClosedChecker") // the answer owns registration and response from here on
    private Outcome attempt(HttpUrl url, Ask ask, RequestScope scope, int attempt) {
        scope.cancellation().check();
        scope.budget().take();
        Exchange exchange = new Exchange(this, client(url).newCall(request(url, ask)), ask, scope, attempt);
        var registration = exchange.cancelOnStop();
        Response response;
        try {
            response = exchange.send();
        } catch (IOException e) {
            registration.close();
            exchange.log(0, 0, 0);
            Troubles.Trouble trouble = troubles.beforeAnswer(e, scope.cancellation());
            boolean isRepeatable = trouble.isPassing() && exchange.isHarmless();
            return setback(exchange.failure(trouble.failure()), isRepeatable ? policy.brokenAttemptsMax() : 1, -1);
        } catch (RuntimeException e) {
            registration.close();
            throw e;
        }
        if (response.isSuccessful()) {
            Answer answer = new Answer(exchange, response, registration);
            try {
                answer.check(ask.format());
                return new Outcome(answer, null, null);
            } catch (RuntimeException e) {
                answer.close();
                throw e;
            }
        }
        try (registration) {
            Refusal refusal = exchange.refusal(response);
            return response.isRedirect()
                    ? new Outcome(null, redirect(url, response, exchange), null)
                    : refused(refusal, response, ask, exchange);
        }
    }

    /** A redirect to a page that shows what came of a write looks like one that asks to make it elsewhere. */
    private HttpUrl redirect(HttpUrl url, Response response, Exchange exchange) {
        try {
            return redirects.follow(url, response, exchange.request());
        } catch (TrackerException e) {
            throw Redirects.keepsMethod(response) ? e : exchange.failure(e);
        }
    }

    private Outcome refused(Refusal refusal, Response response, Ask ask, Exchange exchange) {
        int status = refusal.status();
        if (status == 401 || status == 407) {
            throw Challenges.failure(response, config);
        } else if (status == 429) {
            Optional<Duration> wait = RateLimit.demandedWait(refusal, response.header("Retry-After"));
            boolean isBearable = wait.map(Duration::toMillis).orElse(0L) <= policy.limitedWaitMillisMax();
            return setback(
                    RateLimit.failure(refusal, wait, config),
                    isBearable ? policy.limitedAttemptsMax() : 1,
                    wait.map(Duration::toMillis).orElse(-1L));
        }
        TrackerException failure = ask.refusals().explain(refusal);
        if (status < 500 || failure.failure() == Failure.TIMEOUT || !ask.isRead()) {
            throw status < 500 ? failure : exchange.failure(failure);
        }
        boolean isPassing = status >= 502 && status <= 504;
        return setback(failure, isPassing ? policy.brokenAttemptsMax() : policy.errorAttemptsMax(), -1);
    }

    private static Outcome setback(TrackerException failure, int attemptsMax, long waitMillis) {
        return new Outcome(null, null, new Setback(failure, attemptsMax, waitMillis));
    }

    private Request request(HttpUrl url, Ask ask) {
        NativeRequest request = ask.request();
        Request.Builder builder = new Request.Builder()
                .url(url)
                .header("Accept", ask.format().mediaType())
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", config.userAgent());
        config.headers().forEach(builder::header);
        config.credentials().header().ifPresent(h -> builder.header(h.name(), h.value()));
        if (!url.isHttps()) {
            // Through a tunnel OkHttp asks ProxyLogin beforehand; a plain request must bring it along.
            config.proxy().flatMap(ProxyLogin::authorization).ifPresent(v -> builder.header("Proxy-Authorization", v));
        }
        return builder.tag(Departure.class, new Departure())
                .method(request.method(), request.method().equals("GET") ? null : body(ask))
                .build();
    }

    /** A body that the HTTP library sends again on its own only if that does no harm; so every write has one, and be it empty. */
    private static RequestBody body(Ask ask) {
        byte[] bytes = ask.upload()
                .map(Upload::bytes)
                .orElseGet(() -> ask.request().body().orElse("").getBytes(StandardCharsets.UTF_8));
        MediaType type = MediaType.get(
                ask.upload().map(Upload::mediaType).orElse(ask.bodyType().mediaType()));
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return type;
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public boolean isOneShot() {
                return !ask.isRead();
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(bytes);
            }
        };
    }

    /** Ends idle connections; answers that are still open can be read to their end. */
    @Override
    public void close() {
        connections.evictAll();
        permits.leave(config.maxInFlight());
    }
}
