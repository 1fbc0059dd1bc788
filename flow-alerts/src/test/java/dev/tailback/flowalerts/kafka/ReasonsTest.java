package dev.tailback.flowalerts.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void sayWhatIsUnderneath() {
        SSLHandshakeException certificate =
                new SSLHandshakeException("unable to find valid certification path to requested target");

        assertThat(Reasons.of(new ExecutionException(
                        new SslAuthenticationException("SSL handshake failed", new RuntimeException(certificate)))))
                .endsWith("SSL handshake failed: unable to find valid certification path to requested target");
    }

    @Test
    void sayNothingTwice() {
        assertThat(Reasons.of(new TimeoutException("no answer"))).endsWith("TimeoutException: no answer");
    }
}
