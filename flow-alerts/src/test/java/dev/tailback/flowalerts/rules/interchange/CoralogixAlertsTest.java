package dev.tailback.flowalerts.rules.interchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoralogixAlertsTest {
    private static final Path CASCADE = Path.of("src/test/resources/coralogix/checkout-cascade.yaml");

    @TempDir
    private Path folder;

    private Imported importing(String yaml) throws Exception {
        return CoralogixAlerts.read(List.of(Files.writeString(folder.resolve("alerts.yaml"), yaml)));
    }

    @Test
    void aFlowBecomesARuleOfTheAlertsThatItRefersTo() throws Exception {
        String text = CoralogixAlerts.read(List.of(CASCADE)).text();

        assertThat(text).contains("""
            rule: checkout-cascade
            labels:
              severity: page
              team: checkout
            by: service.namespace
            within: 7m
            order: strict
            stages:
              - id: stage-1
                any:
                  - span: duration >= 500ms and service.namespace in ['shop', 'store'] and not service.name == 'test' and name startsWith 'SELECT' and db.system.name contains 'postgres'
                    at_least: 5
                  - metric: db_client_connections_pending > 10
                    where: pool == 'primary'
                    for: 1m
              - id: stage-2
                span: service.name == 'checkout' and checkout.failed == 'true'
                within: 1m
              - id: not-2
                not:
                  span: name endsWith 'rollback'
              - id: stage-3
                log: coralogix.alert == 'errors-in-logs'
                within: 1m
            """);
    }

    @Test
    void whatIsWrittenIsARuleThatCanBeRead() throws Exception {
        RuleFile file = RuleFiles.read(
                "imported.yaml", CoralogixAlerts.read(List.of(CASCADE)).text().getBytes(UTF_8));

        assertThat(file.hasErrors()).as("%s", file.issues()).isFalse();
        assertThat(file.rules()).hasSize(1);
    }

    @Test
    void whatCannotBeCarriedOverIsNamedWithItsPlace() throws Exception {
        assertThat(CoralogixAlerts.read(List.of(CASCADE)).byHand())
                .singleElement()
                .asString()
                .isEqualTo(CASCADE + ":93:1: the alert 'errors-in-logs' of checkout-cascade cannot be carried over:"
                        + " alerts of the type logsImmediate have no signals that are known here");
    }

    @Test
    void anAlertThatIsNotThereIsToBeBoundByHand() throws Exception {
        Imported imported = importing("""
            kind: Alert
            metadata: {name: f}
            spec: {alertType: {flow: {enforceSuppression: true, stages: [{timeframeMs: 1000, timeframeType: upTo,
              flowStagesType: {groups: [{alertDefs: [{alertRef: {resourceRef: {name: "it's"}}}], alertsOp: or, nextOp: and}]}}]}}}
            """);

        assertThat(imported.text()).contains("log: coralogix.alert == 'it\\'s'");
        assertThat(imported.byHand().stream().map(Imported.Left::sentence))
                .containsExactly(
                        "f suppresses the alerts that it is made of (enforceSuppression); nothing here does",
                        "f refers to the alert 'it's', which is in none of the files");
    }

    @Test
    void promQlThatIsMoreThanASelectorIsLeft() throws Exception {
        Imported imported = importing("""
            kind: Alert
            metadata: {name: m}
            spec: {alertType: {metricThreshold: {metricFilter: {promql: "rate(x[5m]) / y"}, rules: [{condition: {threshold: 1}}]}}}
            ---
            kind: Alert
            metadata: {name: f}
            spec: {alertType: {flow: {stages: [{timeframeMs: 1000,
              flowStagesType: {groups: [{alertDefs: [{alertRef: {resourceRef: {name: m}}}]}]}}]}}}
            """);

        assertThat(imported.byHand())
                .singleElement()
                .asString()
                .contains("its PromQL is more than a metric with labels: rate(x[5m]) / y");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> importing("a: [")).isInstanceOf(CoralogixAlerts.Unreadable.class);
    }

    private static String flow(String timeframe) {
        return """
            ---
            kind: Alert
            metadata: {name: cascade}
            spec:
              alertType:
                flow:
                  stages:
                    - timeframeMs: %s
                      flowStagesType: {groups: [{alertDefs: [{alertRef: {resourceRef: {name: "a' or true or body == 'x"}}}]}]}
            """.formatted(timeframe);
    }

    @Test
    void twoFlowsOfOneNameBecomeRulesOfTheirOwn() throws Exception {
        Imported imported = importing(flow("1000") + flow("1000"));

        assertThat(RuleFiles.read("imported.yaml", imported.text().getBytes(UTF_8))
                        .issues())
                .isEmpty();
        assertThat(imported.text()).contains("rule: cascade\n", "rule: cascade-2\n");
        assertThat(imported.byHand().toString()).contains("another flow is named 'cascade', too");
    }

    @Test
    void aTimeframeThatIsNoneIsSaid() throws Exception {
        for (String wrong : List.of("-1000", "soon", "99999999999999999999")) {
            assertThat(importing(flow(wrong)).byHand().toString())
                    .contains("the timeframeMs of cascade is '%s'; a whole number of milliseconds is read"
                            .formatted(wrong));
        }
    }

    @Test
    void aNameFromOutsideStaysText() throws Exception {
        Imported imported = importing(flow("1000"));

        assertThat(imported.text()).contains("log: coralogix.alert == 'a\\' or true or body == \\'x'");
        assertThat(RuleFiles.read("imported.yaml", imported.text().getBytes(UTF_8))
                        .issues())
                .isEmpty();
    }
}
