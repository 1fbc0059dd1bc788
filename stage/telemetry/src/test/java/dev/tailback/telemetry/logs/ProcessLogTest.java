package dev.tailback.telemetry.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.status.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lines as {@code process.xml} has them written. */
class ProcessLogTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpanContext SPAN = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final Logger log = context.getLogger("dev.tailback.some.Place");

    @BeforeEach
    void configure() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback-test.xml")));
        ShortLines lines =
                (ShortLines) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("lines");
        ConsoleAppender<ILoggingEvent> real = (ConsoleAppender<ILoggingEvent>) lines.getAppender("console");
        AppenderBase<ILoggingEvent> captured = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                console.writeBytes(real.getEncoder().encode(event));
            }
        };
        captured.setContext(context);
        captured.start();
        lines.addAppender(captured);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void itsSettingsAreAsTheLibrariesWantThem() {
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .allSatisfy(status -> assertThat(status.getEffectiveLevel()).isLessThan(Status.WARN));
    }

    @Test
    void whatALineQuotesIsCut() {
        String endless = "x".repeat(1_000_000);

        log.warn("got {}", endless, new IllegalStateException("because", new IllegalArgumentException(endless + "!")));

        assertThat(console.size()).isLessThan(40 << 10);
        Map<String, Object> line = onlyLine();
        assertThat(line.get("message")).asString().startsWith("got xxx").endsWith("… (1000004 characters in all)");
        assertThat(line)
                .containsEntry("exception.type", "java.lang.IllegalStateException")
                .containsEntry("exception.message", "because");
        assertThat(line.get("exception.stacktrace")).asString().contains("Caused by: ");
    }

    @Test
    void aLineSaysWhenWhoAndWhat() {
        log.info("sold {} of {}", 3, "SKU-1");

        Map<String, Object> line = onlyLine();
        assertThat(line)
                .containsEntry("level", "INFO")
                .containsEntry("service", "telemetry")
                .containsEntry("logger", "dev.tailback.some.Place")
                .containsEntry("thread", Thread.currentThread().getName())
                .containsEntry("message", "sold 3 of SKU-1")
                .doesNotContainKeys("trace_id", "span_id", "event", "exception.type");
        assertThat(line.get("time")).asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void withinASpanItHasItsIds() {
        try (Scope inSpan = Span.wrap(SPAN).makeCurrent()) {
            log.info("within");
        }
        log.info("after");

        assertThat(lines().getFirst())
                .containsEntry("trace_id", SPAN.getTraceId())
                .containsEntry("span_id", SPAN.getSpanId());
        assertThat(lines().getLast()).doesNotContainKeys("trace_id", "span_id");
    }

    @Test
    void anEventHasItsNameAndItsFieldsAsTheyAre() {
        log.atInfo()
                .addKeyValue("otel.event.name", "demo_pool_exhaustion")
                .addKeyValue("connections_held", 95)
                .addKeyValue("utilization_percent", 95.5)
                .addKeyValue("action", "enabled")
                .log("the pool is exhausted");

        assertThat(onlyLine())
                .containsEntry("event", "demo_pool_exhaustion")
                .containsEntry("connections_held", 95)
                .containsEntry("utilization_percent", 95.5)
                .containsEntry("action", "enabled")
                .doesNotContainKey("otel.event.name");
    }

    @Test
    void whateverAMessageHoldsItIsOneLine() {
        String hostile = "a\nb\r\n\"c\" \\ \u0000\u001b[31m \u2028 {\"level\":\"ERROR\"} \ud83d\ude00 ü";

        log.atWarn().addKeyValue("said", hostile).log("{}", hostile);

        assertThat(console.toString(UTF_8).strip().lines()).hasSize(1);
        assertThat(onlyLine())
                .containsEntry("message", hostile)
                .containsEntry("said", hostile)
                .containsEntry("level", "WARN");
    }

    @Test
    void anExceptionHasTypeMessageAndABoundedStack() {
        Exception deep = new IllegalStateException("the innermost");
        for (int depth = 0; depth < 400; depth++) {
            deep = new IllegalArgumentException("wrapped\n" + "x".repeat(200), deep);
        }

        log.error("it failed", deep);

        Map<String, Object> line = onlyLine();
        assertThat(line)
                .containsEntry("exception.type", "java.lang.IllegalArgumentException")
                .containsEntry("exception.message", "wrapped\n" + "x".repeat(200));
        assertThat(line.get("exception.stacktrace"))
                .asString()
                .contains("ProcessLogTest")
                .hasSizeLessThan(17_000);
    }

    @Test
    void whatAnExportSaysOfItselfIsNotExported() {
        Logger exporters = context.getLogger("io.opentelemetry");

        assertThat(exporters.isAdditive()).isFalse();
        assertThat(exporters.getAppender("otlp")).isNull();
        assertThat(exporters.getAppender("console")).isNotNull();
        assertThat(exporters.getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    private Map<String, Object> onlyLine() {
        assertThat(lines()).hasSize(1);
        return lines().getFirst();
    }

    private List<Map<String, Object>> lines() {
        return console.toString(UTF_8)
                .lines()
                .map(line -> JSON.readValue(line, new TypeReference<Map<String, Object>>() {}))
                .toList();
    }
}
