package dev.tailback.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tailback", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theContractKnowsNoStage = noClasses()
            .that()
            .resideInAPackage("dev.tailback.events..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tailback.catalog..",
                    "dev.tailback.checkout..",
                    "dev.tailback.inventory..",
                    "dev.tailback.relay..",
                    "dev.tailback.flowalerts..",
                    "dev.tailback.lab..");

    @ArchTest
    static final ArchRule theEventsThemselvesKnowNothingOfDatabasesOrSpring = noClasses()
            .that()
            .resideInAPackage("dev.tailback.events")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "io.opentelemetry..");

    @ArchTest
    static final ArchRule theTwoHalvesDoNotKnowTheStageThatWiresThem = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tailback.events.inbox..",
                    "dev.tailback.events.outbox..",
                    "dev.tailback.events.database..",
                    "dev.tailback.events.telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tailback.events.stage..");

    @ArchTest
    static final ArchRule whatCanBeBrokenKnowsNothingOfHttpOrOfTheStage = noClasses()
            .that()
            .resideInAnyPackage("dev.tailback.events.faults..", "dev.tailback.events.replica..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tailback.events.stage..", "org.springframework.web..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule faultsKnowNothingOfTheHalvesThatTheyBreak = noClasses()
            .that()
            .resideInAPackage("dev.tailback.events.faults..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tailback.events.inbox..", "dev.tailback.events.outbox..", "dev.tailback.events.replica..");

    @ArchTest
    static final ArchRule onlyTheStagesWiringKnowsWhatBreaksThem = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tailback.events.breakage..")
            .and()
            .doNotHaveSimpleName("Stage")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tailback.events.breakage..");
}
