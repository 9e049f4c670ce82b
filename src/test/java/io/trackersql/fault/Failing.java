package io.trackersql.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trackersql.demo.DemoServer;
import io.trackersql.model.TrackerException;
import io.trackersql.sql.LocalTracker;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every failure of the driver has to be: one SQLException that says all, and no secret in any of its words. */
final class Failing {
    /** A secret that is used wherever one can be given, so that it would be found wherever one is told. */
    static final String CANARY = "canary-5e1f+Q==";

    private static final List<String> SECRETS = List.of(
            CANARY,
            "canary-5e1f",
            DemoServer.ACCESS_TOKEN,
            DemoServer.RALLY_API_KEY,
            DemoServer.RALLY_READ_ONLY_KEY,
            DemoServer.RALLY_RESTRICTED_KEY,
            base64(DemoServer.USER + ":" + DemoServer.PASSWORD),
            base64(DemoServer.USER + ":" + CANARY));

    private Failing() {}

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs what must fail and checks the exception's form. */
    static SQLException failure(ThrowingCallable call, String sqlState, String... words) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(SQLException.class);
        SQLException e = (SQLException) thrown;
        check(e);
        for (String word : words) {
            assertThat(e.getMessage()).contains(word);
        }
        assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(sqlState);
        return e;
    }

    /** One exception, one sentence, no wrapped copies of it, no secret. */
    static void check(SQLException e) {
        assertThat((Throwable) e.getNextException()).isNull();
        assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception:").doesNotContain("\tat ");
        assertThat(e.getSQLState()).isNotEqualTo("XX000").hasSize(5);
        assertNoSecret(e.toString());
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            assertThat(cause).isNotInstanceOfAny(SQLException.class, TrackerException.class);
            assertNoSecret(cause.toString());
        }
        for (Throwable suppressed : e.getSuppressed()) {
            assertNoSecret(suppressed.toString());
        }
    }

    static void assertNoSecret(String text) {
        assertThat(text).doesNotContain(SECRETS);
    }

    /** The connection answers as if nothing had happened. */
    static void assertUsable(Scene scene, Connection connection) throws SQLException {
        assertThat(LocalTracker.rows(connection, scene.one())).containsExactly(scene.row());
    }
}
