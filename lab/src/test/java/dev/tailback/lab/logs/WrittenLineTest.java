package dev.tailback.lab.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenLineTest {
    private static final String FAILED = """
            {"time":"2026-11-22T10:00:00.123456Z","level":"ERROR","service":"checkout","trace_id":"0af7651916cd43dd8448eb211c80319c",\
            "span_id":"b7ad6b7169203331","order.id":"01980a3c-7c1e-7000-8000-0123456789ab","message":"it broke","logger":"a.b.Orders",\
            "thread":"main","exception.type":"java.lang.IllegalStateException","exception.message":"no",\
            "exception.stacktrace":"java.lang.IllegalStateException: no\\n\\tat a.B.c(B.java:1)\\nCaused by: java.io.IOException: gone\\n\\t... 3 more\\n"}""";

    @Test
    void aLineOfOursIsReadable() {
        assertThat(
                        WrittenLine.readable(
                                "{\"time\":\"2026-11-22T10:00:00.123456Z\",\"level\":\"INFO\",\"service\":\"catalog\",\"event\":\"demo_pool_exhaustion\",\"pool_max\":100,\"message\":\"held\",\"logger\":\"dev.tailback.X\",\"thread\":\"t\"}"))
                .containsExactly("2026-11-22T10:00:00.123456Z INFO  X: held  event=demo_pool_exhaustion pool_max=100");
    }

    @Test
    void inFullItHasTheStackAndInBriefTheCausesAlone() {
        WrittenLine line = WrittenLine.in(FAILED).orElseThrow();

        assertThat(line.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.order()).isEqualTo("01980a3c-7c1e-7000-8000-0123456789ab");
        assertThat(line.inFull())
                .hasSize(5)
                .contains("        at a.B.c(B.java:1)", "    Caused by: java.io.IOException: gone");
        assertThat(line.inBrief())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("2026-11-22T10:00:00.123456Z ERROR Orders: it broke  trace_id=0af765");
        assertThat(line.inBrief().getLast()).isEqualTo("    Caused by: java.io.IOException: gone");
    }

    @Test
    void whatATerminalWouldObeyIsShown() {
        assertThat(
                        WrittenLine.readable(
                                "{\"time\":\"2026-11-22T10:00:00Z\",\"level\":\"INFO\",\"message\":\"a\\u001b[31m\\nb\",\"logger\":\"X\"}"))
                .containsExactly("2026-11-22T10:00:00Z INFO  X: a\\u001b[31m\\u000ab");
    }

    @Test
    void anyOtherLineStaysAsItIs() {
        for (String line : List.of("plain", "", "{", "{}", "{\"time\":5}", "{\"a\":\"b\"}", "[1]")) {
            assertThat(WrittenLine.readable(line)).containsExactly(line);
        }
    }
}
