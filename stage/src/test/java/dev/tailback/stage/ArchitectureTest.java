package dev.tailback.stage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tailback.stage", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule noPackageKnowsTheOneThatWiresIt = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tailback.stage")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tailback.stage");

    @ArchTest
    static final ArchRule packagesKnowEachOtherOneWay =
            slices().matching("dev.tailback.stage.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule readsOfAReplicaKnowNothingOfHttp = noClasses()
            .that()
            .resideInAPackage("dev.tailback.stage.replica..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..");
}
