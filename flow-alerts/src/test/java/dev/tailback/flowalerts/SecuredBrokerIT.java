package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.servers.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's Kafka, with TLS and a password: lag is known, rules are shared over it, and its loss is told without it. */
class SecuredBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"flow-alerts\" password=\"secret\"";

    @TempDir
    private Path folder;

    private List<Integer> ports;

    @Test
    void oneFileOfPropertiesIsEnoughAndALostBrokerIsTold() throws Exception {
        makeKeys();
        ports = FreePorts.find(3);
        Files.writeString(
                Files.createDirectories(folder.resolve("rules")).resolve("scans.yaml"),
                "rule: scans\nby: service.name\nstages: [{span: db.full_table_scan == true}]\n");
        Files.copy(Path.of("rules/broker-lost.yaml"), folder.resolve("rules/broker-lost.yaml"));
        AutoCloseable broker = startBroker();
        try {
            try (Running running = start()) {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(running.get("/api/lag").get("known").asBoolean()).isTrue();
                    assertThat(running.get("/api/rules").get("mode").asString()).contains("4 of 4");
                });
                scan(running, "catalog");
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(incidents(running, "rule=scans")).isEqualTo(1));

                broker.close();

                await().atMost(TOLD_WITHIN)
                        .untilAsserted(() -> assertThat(incidents(running, "rule=broker-lost&state=firing"))
                                .isEqualTo(1));
                scan(running, "checkout");
                broker = startBroker();

                // What waited is evaluated.
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(incidents(running, "rule=scans")).isEqualTo(2);
                    assertThat(incidents(running, "rule=broker-lost&state=resolved"))
                            .isEqualTo(1);
                });
                assertThat(running.get("/api/rules").at("/counts/missed").asInt())
                        .isZero();
                broker.close();
                await().atMost(TOLD_WITHIN)
                        .untilAsserted(() -> assertThat(incidents(running, "rule=broker-lost&state=firing"))
                                .isEqualTo(1));
            }
            // It is open in the journal, and needs no broker to be known.
            try (Running again = start()) {
                assertThat(incidents(again, "rule=broker-lost&state=firing")).isEqualTo(1);
                assertThat(incidents(again, "rule=scans")).isEqualTo(2);
            }
        } finally {
            broker.close();
        }
    }

    private AutoCloseable startBroker() throws Exception {
        return KafkaBroker.startInProcess(folder.resolve("kafka"), ports.get(0), ports.get(1), secured(ports));
    }

    private Running start() throws Exception {
        return new Running(
                1_000,
                Map.of(
                        Settings.KAFKA, "127.0.0.1:" + ports.get(2),
                        Settings.KAFKA_PROPERTIES, client().toString(),
                        Settings.DATA, folder.resolve("data").toString(),
                        RuleVariables.RULES, folder.resolve("rules").toString(),
                        RuleVariables.KAFKA, "127.0.0.1:" + ports.get(2)));
    }

    private static int incidents(Running running, String which) throws Exception {
        return running.get("/api/incidents?" + which).get("total").asInt();
    }

    private void scan(Running running, String service) throws Exception {
        long now = System.currentTimeMillis() * 1_000_000;
        assertThat(running.post("/v1/traces", scan(service, now), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    private static byte[] scan(String service, long end) {
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
                 "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"SELECT","kind":3,
                 "startTimeUnixNano":"%d","endTimeUnixNano":"%d",
                 "attributes":[{"key":"db.full_table_scan","value":{"boolValue":true}}]}]}]}]}
                """.formatted(service, end, end, end - 1_000, end).getBytes(StandardCharsets.UTF_8);
    }

    private void makeKeys() throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(
                keytool,
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                folder.resolve("broker.p12").toString());
        run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-storepass",
                "changeit",
                "-keystore",
                folder.resolve("broker.p12").toString(),
                "-file",
                folder.resolve("ca.pem").toString());
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    private Map<String, String> secured(List<Integer> ports) {
        return Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d"
                        .formatted(ports.get(0), ports.get(1), ports.get(2)),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d".formatted(ports.get(0), ports.get(2)),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                LOGIN + " user_flow-alerts=\"secret\";",
                "ssl.keystore.location",
                folder.resolve("broker.p12").toString(),
                "ssl.keystore.password",
                "changeit",
                "ssl.keystore.type",
                "PKCS12");
    }

    /** As Kafka's own tools take it. */
    private Path client() throws Exception {
        return Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s;
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(LOGIN, folder.resolve("ca.pem")));
    }
}
