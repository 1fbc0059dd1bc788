package dev.tailback.flowalerts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

@AnalyzeClasses(
        packages = "dev.tailback",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutServersForTests.class})
class ArchitectureTest {
    /** A real broker, for tests; what runs never meets it. */
    static final class WithoutServersForTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return Stream.of("/lab/servers/", "/lab/testing/", "/lab-servers", "/lab-testing")
                    .noneMatch(location::contains);
        }
    }

    @ArchTest
    static final ArchRule knowsNothingOfTheShop = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tailback.events..",
                    "dev.tailback.catalog..",
                    "dev.tailback.checkout..",
                    "dev.tailback.inventory..",
                    "dev.tailback.relay..",
                    "dev.tailback.lab..");

    @ArchTest
    static final ArchRule ofTailbackOnlyItselfAndTheDoorAreOnItsClassPath =
            classes().should().resideInAnyPackage("dev.tailback.flowalerts..", "dev.tailback.door..");

    @ArchTest
    static final ArchRule spansKnowNothingButTheJdk = classes()
            .that()
            .resideInAPackage("..flowalerts.spans..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..flowalerts.signals..", "..flowalerts.spans..");

    @ArchTest
    static final ArchRule metricsKnowNothingButTheJdk = classes()
            .that()
            .resideInAPackage("..flowalerts.metrics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..flowalerts.signals..", "..flowalerts.metrics..");

    @ArchTest
    static final ArchRule logsKnowNothingButTheJdk = classes()
            .that()
            .resideInAPackage("..flowalerts.logs..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..flowalerts.signals..", "..flowalerts.logs..");

    @ArchTest
    static final ArchRule whatSignalsShareKnowsNoneOfThem = classes()
            .that()
            .resideInAPackage("..flowalerts.signals..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..flowalerts.signals..");

    @ArchTest
    static final ArchRule theCoreOfTheRulesKnowsNothingButTheJdk = classes()
            .that()
            .resideInAPackage("..flowalerts.rules.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..flowalerts.rules.core..");

    @ArchTest
    static final ArchRule lagIsDecidedWithoutKafka = classes()
            .that()
            .resideInAPackage("..flowalerts.lag..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..flowalerts.lag..");

    @ArchTest
    static final ArchRule theReceiverDoesNotKnowWhoShowsItsSpans = noClasses()
            .that()
            .resideInAPackage("..flowalerts.otlp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..flowalerts.api..", "dev.tailback.flowalerts");

    @ArchTest
    static final ArchRule portsKnowNothingOfWhatStandsBehindThem = classes()
            .that()
            .resideInAPackage("..flowalerts.http..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.sun.net.httpserver..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "dev.tailback.door..",
                    "..flowalerts.http..");

    @ArchTest
    static final ArchRule sqlStaysInTheStore = noClasses()
            .that()
            .resideOutsideOfPackages("..flowalerts.store..", "dev.tailback.flowalerts")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule theStoreDoesNotKnowWhoFillsOrShowsIt = noClasses()
            .that()
            .resideInAPackage("..flowalerts.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..flowalerts.otlp..", "..flowalerts.api..", "..flowalerts.http..");

    @ArchTest
    static final ArchRule protobufStaysAtTheDoor = noClasses()
            .that()
            .resideOutsideOfPackage("..flowalerts.otlp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.protobuf..", "io.opentelemetry.proto..");

    @ArchTest
    static final ArchRule grpcStaysAtItsDoor = noClasses()
            .that()
            .resideOutsideOfPackage("..flowalerts.grpc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.grpc..");

    @ArchTest
    static final ArchRule whatSendsElsewhereStaysWithOurOwnFigures = noClasses()
            .that()
            .resideOutsideOfPackages("..flowalerts.own..", "dev.tailback.flowalerts")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter..");

    @ArchTest
    static final ArchRule kafkaStaysAtItsDoor = noClasses()
            .that()
            .resideOutsideOfPackages("..flowalerts.kafka..", "dev.tailback.flowalerts")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule theLanguageKnowsNothingButRules = classes()
            .that()
            .resideInAPackage("..rules.language..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "..rules.core..",
                    "..rules.issues..",
                    "..rules.yaml..",
                    "..rules.language..");

    @ArchTest
    static final ArchRule yamlIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..rules.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule onlyCommandsKnowTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("..rules.tools..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule nothingButTheStartKnowsCommands = noClasses()
            .that()
            .resideOutsideOfPackages("..rules.tools..", "dev.tailback.flowalerts")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..rules.tools..");
}
