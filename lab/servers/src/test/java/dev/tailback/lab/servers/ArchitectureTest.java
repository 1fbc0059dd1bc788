package dev.tailback.lab.servers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tailback", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> OTHERS = JavaClass.Predicates.resideInAPackage("dev.tailback..")
            .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.tailback.lab.servers")))
            .as("other modules of ours");

    @ArchTest
    static final ArchRule serversKnowNoOtherModule = noClasses()
            .that()
            .resideInAPackage("dev.tailback.lab.servers")
            .should()
            .dependOnClassesThat(OTHERS);
}
