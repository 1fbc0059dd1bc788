package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.servers.PostgresReplica;
import dev.tailback.lab.servers.PostgresServer;
import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.servers.SpanDatabase;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What each part needs before its process starts, and when it can be said to be ready. */
final class Readiness {
    // A cold Spring start on a slow machine that runs three of them takes half a minute.
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Recipes recipes;
    private final Ports ports;
    private final Secrets secrets;
    private final Web web;

    Readiness(Recipes recipes, Ports ports, Secrets secrets, Web web) {
        this.recipes = recipes;
        this.ports = ports;
        this.secrets = secrets;
        this.web = web;
    }

    void prepare(Part part) throws Exception {
        switch (part) {
            case POSTGRES -> {
                PostgresServer server = recipes.postgres();
                server.install();
                server.initialise(secrets.superuser());
            }
            case REPLICA -> {
                // It is the primary's session that a backup hangs on.
                try (Connection primary = connect("postgres")) {
                    recipes.replicaCopy().copy(primary);
                }
            }
            case KAFKA -> Files.deleteIfExists(recipes.kafkaReadyFile());
            case FLOW_ALERTS, RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS -> {}
        }
    }

    /** Returns when the part is ready or its process has ended; the caller knows which. */
    void await(Part part, Leash leash) throws Exception {
        switch (part) {
            case POSTGRES -> awaitPostgres(leash);
            case REPLICA -> recipes.replica().awaitReady(secrets.superuser(), PATIENCE, leash::isAlive);
            case KAFKA ->
                poll(part, leash, () -> Files.exists(recipes.kafkaReadyFile()) ? "" : "takes no requests yet");
            case FLOW_ALERTS, RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS -> awaitHealth(part, leash);
        }
    }

    /** The same for a part that runs already, and may have to get over the loss of another. */
    void awaitAgain(Part part, Leash leash) throws Exception {
        switch (part) {
            case POSTGRES, REPLICA, KAFKA -> {} // they get over it by themselves
            case FLOW_ALERTS, RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS -> awaitHealth(part, leash);
        }
    }

    private void awaitHealth(Part part, Leash leash) throws Exception {
        URI health = URI.create(ports.url(part) + "/health");
        poll(part, leash, () -> whyNotHealthy(health));
    }

    private interface Look {
        /** Empty when ready, else what is missing. */
        String whyNot() throws Exception;
    }

    private static void poll(Part part, Leash leash, Look look) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String reason = look.whyNot();
        while (!reason.isEmpty() && !endsWithin(BETWEEN_LOOKS, leash)) {
            if (System.nanoTime() > end) {
                throw new Refusal("%s is not ready after %d s: %s".formatted(part.id(), PATIENCE.toSeconds(), reason));
            }
            reason = look.whyNot();
        }
    }

    private static boolean endsWithin(Duration pause, Leash leash) throws InterruptedException, ExecutionException {
        try {
            leash.onExit().get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        }
    }

    private String whyNotHealthy(URI health) throws InterruptedException {
        try {
            Answer answer = web.get(health, ANSWER_WITHIN);
            return answer.isGood() ? "" : health + " answers " + answer.status() + ", " + answer.reason();
        } catch (WebFailure silent) {
            return Optional.ofNullable(silent.getMessage()).orElse("no answer");
        }
    }

    private void awaitPostgres(Leash leash) throws Exception {
        recipes.postgres().awaitReady(secrets.superuser(), PATIENCE, leash::isAlive);
        try (Connection maintenance = connect("postgres")) {
            createDatabase(maintenance, ShopDatabase.NAME);
            createDatabase(maintenance, SpanDatabase.NAME);
        }
        try (Connection shop = connect(ShopDatabase.NAME)) {
            ShopDatabase.prepare(shop, secrets.roles());
            if (!recipes.hasReplica()) {
                PostgresReplica.forget(shop);
            }
        }
        try (Connection spans = connect(SpanDatabase.NAME)) {
            SpanDatabase.prepare(spans, secrets.roles());
        }
    }

    private static void createDatabase(Connection maintenance, String name) throws SQLException {
        try (Statement statement = maintenance.createStatement();
                ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", secrets.superuser());
        properties.setProperty("ApplicationName", "tailback lab");
        return DriverManager.getConnection(recipes.postgres().jdbcUrl(database), properties);
    }
}
