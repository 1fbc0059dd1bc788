package dev.tailback.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

@AnalyzeClasses(packages = "dev.tailback.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class LabArchitectureTest {
    /** The lab stands outside: what it knows of the shop, anybody may know over HTTP. */
    @ArchTest
    static final ArchRule KNOWS_THE_SHOP_FROM_OUTSIDE_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tailback.catalog..",
                    "dev.tailback.checkout..",
                    "dev.tailback.inventory..",
                    "dev.tailback.relay..",
                    "dev.tailback.flowalerts..");

    /** Much of what the lab says quotes what came from outside: the terminal is the gate. */
    @ArchTest
    static final ArchRule PRINTS_THROUGH_THE_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tailback.lab.terminal", "dev.tailback.lab.bench")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .callConstructor(FileOutputStream.class, FileDescriptor.class);

    @ArchTest
    static final ArchRule HAS_NO_CIRCLES =
            slices().matching("dev.tailback.lab.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule COMMANDS_ARE_ON_TOP = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tailback.lab.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tailback.lab.cli");
}
