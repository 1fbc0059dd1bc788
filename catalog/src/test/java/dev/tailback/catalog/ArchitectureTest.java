package dev.tailback.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tailback.events.OrderEvent;

@AnalyzeClasses(packages = "dev.tailback.catalog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule catalogSharesNothingButTheEvents = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tailback.checkout..",
                    "dev.tailback.inventory..",
                    "dev.tailback.relay..",
                    "dev.tailback.flowalerts..",
                    "dev.tailback.lab..");

    @ArchTest
    static final ArchRule onlyTheOutcomeOfACartKnowsOfOrders = noClasses()
            .that()
            .doNotHaveSimpleName("CartOutcome")
            .and()
            .doNotHaveSimpleName("OutcomesDoorway")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(OrderEvent.class);
}
