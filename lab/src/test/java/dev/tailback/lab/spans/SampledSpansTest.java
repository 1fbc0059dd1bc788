package dev.tailback.lab.spans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledSpansTest {
    private static final int PAGES = 4;
    private static final int TRACES_OF_A_PAGE = 50;
    private static final SpanFilter ALL = new SpanFilter(null, null, null, null, null, null, Map.of(), null);

    @TempDir
    private Path folder;

    /** Every trace has a span on each page: text that does not pack well. */
    private static String page(String query) {
        int number = query.contains("after=") ? Integer.parseInt(query.replaceFirst(".*after=(\\d+).*", "$1")) : 0;
        Random random = new Random(number);
        String spans = IntStream.range(0, TRACES_OF_A_PAGE)
                .mapToObj(trace -> "{\"traceId\":\"%032x\",\"name\":\"%x%x%x%x\"}"
                        .formatted(trace, random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()))
                .collect(Collectors.joining(","));
        return "{\"requests\":[{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[%s]}]}]}],\"spans\":%d,\"next\":%s}"
                .formatted(spans, TRACES_OF_A_PAGE, number + 1 == PAGES ? "null" : "\"" + (number + 1) + "\"");
    }

    private SampledSpans.Written write(long mostBytes, Path file) throws IOException, InterruptedException {
        try (FakeFlowAlerts flowAlerts = new FakeFlowAlerts(SampledSpansTest::page);
                Web web = new Web()) {
            return new SampledSpans(new KeptSpans(web, flowAlerts.ports()), mostBytes).write(file, ALL);
        }
    }

    private static Map<String, Integer> spansOfTraces(Path file) throws IOException {
        Map<String, Integer> spans = new TreeMap<>();
        try (GZIPInputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
            new String(bytes.readAllBytes(), UTF_8)
                    .lines()
                    .map(Json::tree)
                    .forEach(request -> request.at("/resourceSpans/0/scopeSpans/0/spans")
                            .forEach(span -> spans.merge(span.path("traceId").asString(), 1, Integer::sum)));
        }
        return spans;
    }

    @Test
    void everyPageIsWritten() throws Exception {
        Path file = folder.resolve("all.gz");

        SampledSpans.Written written = write(1 << 20, file);

        assertThat(written.sentence()).isEqualTo("200 spans");
        assertThat(spansOfTraces(file))
                .hasSize(TRACES_OF_A_PAGE)
                .allSatisfy((trace, spans) -> assertThat(spans).isEqualTo(PAGES));
    }

    @Test
    void ofTooManyWholeTracesAreLeftOutAndItIsSaid() throws Exception {
        Path all = folder.resolve("all.gz");
        write(1 << 20, all);
        Path file = folder.resolve("some.gz");

        SampledSpans.Written written = write(Files.size(all) * 2 / 3, file);

        assertThat(written.oneTraceOf()).isGreaterThan(1);
        assertThat(written.sentence()).contains("one trace of " + written.oneTraceOf());
        assertThat(Files.size(file)).isLessThan(Files.size(all));
        assertThat(spansOfTraces(file))
                .isNotEmpty()
                .hasSizeLessThan(TRACES_OF_A_PAGE)
                .allSatisfy((trace, spans) -> assertThat(spans).isEqualTo(PAGES));
    }
}
