package dev.tailback.flowalerts.incidents.notify;

import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Documents;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the operator's file. What is wrong with it stops the start, all of it in one message. */
public final class DestinationsFile {
    private static final List<String> FIELDS = List.of("external_url", "alertmanagers", "webhooks");
    private static final List<String> OF_ALERTMANAGER = List.of("url", "resend");
    private static final List<String> OF_WEBHOOK = List.of("url", "secret_file");
    private static final int MOST = 10;
    private static final int LONGEST = 2_000;
    private static final Duration USUAL_RESEND = Duration.ofMinutes(1);

    private final Path file;
    private final Issues issues = new Issues();

    private DestinationsFile(Path file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException with all that is wrong */
    public static Destinations read(Path file) {
        DestinationsFile reader = new DestinationsFile(file);
        Optional<Destinations> read = reader.destinations();
        if (read.isEmpty() || reader.issues.errors() > 0) {
            throw new IllegalArgumentException(
                    reader.issues.inOrder().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
        return read.get();
    }

    private Optional<Destinations> destinations() {
        try {
            List<Value> documents = Documents.read(file.toString(), file, issues);
            if (documents.size() != 1) {
                throw new IllegalArgumentException(
                        "%s has %d documents; allowed: one".formatted(file, documents.size()));
            }
            return Fields.of("a file of destinations", documents.getFirst(), FIELDS, issues)
                    .flatMap(this::destinations);
        } catch (IOException failure) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, failure), failure);
        }
    }

    private Optional<Destinations> destinations(Fields fields) {
        fields.demand("external_url", "http://alerts.example:8084");
        Optional<Address> external = address(fields, "external_url");
        List<Destinations.ToAlertmanager> alertmanagers = new ArrayList<>();
        for (Value each : fields.list("alertmanagers", MOST)) {
            Fields.of("an Alertmanager", each, OF_ALERTMANAGER, issues)
                    .flatMap(this::alertmanager)
                    .ifPresent(alertmanagers::add);
        }
        List<Destinations.ToWebhook> webhooks = new ArrayList<>();
        for (Value each : fields.list("webhooks", MOST)) {
            Fields.of("a webhook", each, OF_WEBHOOK, issues)
                    .flatMap(this::webhook)
                    .ifPresent(webhooks::add);
        }
        return external.map(address -> new Destinations(address.uri(), alertmanagers, webhooks));
    }

    private Optional<Destinations.ToAlertmanager> alertmanager(Fields fields) {
        fields.demand("url", "http://127.0.0.1:9093");
        Duration resend = fields.reading("resend")
                .flatMap(reading -> reading.duration(Duration.ofSeconds(1), Duration.ofMinutes(4)))
                .orElse(USUAL_RESEND);
        return address(fields, "url").map(address -> new Destinations.ToAlertmanager(address, resend));
    }

    private Optional<Destinations.ToWebhook> webhook(Fields fields) {
        fields.demand("url", "https://hooks.example/tailback");
        fields.demand("secret_file", "webhook.secret");
        Optional<Secret> secret = checked(fields, "secret_file", text -> Secret.in(file.resolveSibling(text)));
        return address(fields, "url")
                .flatMap(address -> secret.map(known -> new Destinations.ToWebhook(address, known)));
    }

    private Optional<Address> address(Fields fields, String key) {
        return checked(fields, key, Address::of);
    }

    private <T> Optional<T> checked(Fields fields, String key, Function<String, T> read) {
        return fields.reading(key).flatMap(reading -> checked(reading, read));
    }

    private <T> Optional<T> checked(Reading reading, Function<String, T> read) {
        return reading.text(LONGEST).flatMap(text -> {
            try {
                return Optional.of(read.apply(text));
            } catch (IllegalArgumentException wrong) {
                issues.add(Code.WRONG_WORD, reading.place(), String.valueOf(wrong.getMessage()), "write another");
                return Optional.empty();
            }
        });
    }
}
