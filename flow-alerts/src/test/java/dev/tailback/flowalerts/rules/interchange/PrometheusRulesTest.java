package dev.tailback.flowalerts.rules.interchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusRulesTest {
    private static final String RULES = """
        - rule: waiting
          labels: {severity: page}
          by: service.name
          within: 1m
          stages: [{id: w, metric: db.client.connection.pending_requests > 10, where: "pool == 'primary' and state in ['a', 'b.c']", for: 30s}]
          annotations: {summary: "{{key.service.name}} waits: {{stage.w.attr.value}}", note: "say \\"{{label.severity}}\\""}
        - rule: deep-queue
          by: queue
          threshold: {max: "> 100", window: 2m, of: {metric: queue.size}, min_count: 3}
          keep_firing_for: 1m
        - rule: two
          stages: [{metric: a > 1}, {metric: b > 1}]
        - rule: spans
          stages: [{span: status == 'ERROR'}]
        - rule: share
          threshold: {error_rate: "> 20%"}
        """;

    @TempDir
    private Path folder;

    private static Exported exported(String yaml) {
        RuleFile file = RuleFiles.read("sample.yaml", yaml.getBytes(UTF_8));
        assertThat(file.hasErrors()).as("%s", file.issues()).isFalse();
        return PrometheusRules.of(
                file.rules().stream().map(RuleFile.Written::rule).toList());
    }

    @Test
    void aMetricThatStaysHighIsAnAlert() {
        assertThat(exported(RULES).text()).contains("""
                  - alert: "waiting"
                    expr: "db_client_connection_pending_requests{pool=\\"primary\\",state=~\\"a|b\\\\\\\\.c\\"} > 10"
                    for: "30s"
                    keep_firing_for: "1m"
                    labels:
                      severity: "page"
                    annotations:
                      note: "say \\"page\\""
                      summary: "{{ $labels.service_name }} waits: {{ $value }}"
            """);
    }

    @Test
    void aThresholdOfAMetricIsAnAlertForEachKey() {
        assertThat(exported(RULES).text())
                .contains("expr: \"max by (queue) (max_over_time(queue_size[2m])) > 100"
                        + " and on(queue) sum by (queue) (count_over_time(queue_size[2m])) >= 3\"");
    }

    @Test
    void whatPrometheusHasNoWordsForIsSaid() {
        assertThat(exported(RULES).leftOut())
                .containsExactly(
                        "two cannot be said in Prometheus: it has 2 stages",
                        "spans cannot be said in Prometheus: its stage is more than one condition of a metric",
                        "share cannot be said in Prometheus: error_rate is a figure of spans or log lines");
    }

    @Test
    void promtoolHasNothingToSayAndItsAlertsFire() throws Exception {
        Optional<Path> promtool = Stream.of(System.getenv("PATH").split(":"))
                .map(path -> Path.of(path, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                promtool.isPresent(), "skipped: there is no promtool on the PATH; Debian's prometheus has it");
        Files.writeString(folder.resolve("rules.yaml"), exported(RULES).text());
        Files.writeString(folder.resolve("tests.yaml"), """
            rule_files: [rules.yaml]
            evaluation_interval: 10s
            tests:
              - interval: 10s
                input_series:
                  - {series: 'db_client_connection_pending_requests{pool="primary",state="a",service_name="checkout"}', values: '0 12x6 0x20'}
                  - {series: 'queue_size{queue="q"}', values: '1 200 1x30'}
                alert_rule_test:
                  - {eval_time: 30s, alertname: waiting, exp_alerts: []}
                  - eval_time: 50s
                    alertname: waiting
                    exp_alerts: &waits
                      - exp_labels: {severity: page, pool: primary, state: a, service_name: checkout}
                        exp_annotations: {summary: "checkout waits: 12", note: 'say "page"'}
                  - {eval_time: 100s, alertname: waiting, exp_alerts: *waits}
                  - {eval_time: 150s, alertname: waiting, exp_alerts: []}
                  - {eval_time: 10s, alertname: deep-queue, exp_alerts: []}
                  - {eval_time: 20s, alertname: deep-queue, exp_alerts: [{exp_labels: {queue: q}}]}
                  - {eval_time: 230s, alertname: deep-queue, exp_alerts: []}
            """);

        assertThat(run(promtool.get(), "check", "rules", "rules.yaml")).contains("SUCCESS: 2 rules found");
        assertThat(run(promtool.get(), "test", "rules", "tests.yaml")).contains("SUCCESS");
    }

    /** {@code rules export --to prometheus} writes it. */
    @Test
    void theFileOfComposeIsWhatTheShippedRulesSay() throws Exception {
        List<Rule> shipped = new ArrayList<>();
        for (Path file : RuleFiles.inside(Path.of("rules"))) {
            RuleFiles.read(file.toString(), Files.readAllBytes(file)).rules().forEach(each -> shipped.add(each.rule()));
        }

        assertThat(Path.of("../compose/prometheus/rules/flow-alerts.yml"))
                .hasContent(PrometheusRules.of(shipped).text());
    }

    private String run(Path promtool, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(promtool.toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
