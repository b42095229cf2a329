package headwater.crm.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import headwater.crm.HeadwaterApplication;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.RecordRepository;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;

/** The map of the house, held by tools. Each rule has been seen to fail. */
@AnalyzeClasses(packages = "headwater.crm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule ONLY_REPOSITORIES_TOUCH_TABLES =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("headwater.crm.db..")
                    .and()
                    .areNotAnnotatedWith(Repository.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("headwater.crm.db..");

    @ArchTest
    static final ArchRule NO_REPOSITORY_METHOD_WITHOUT_A_VIEWER =
            methods()
                    .that()
                    .areDeclaredInClassesThat(
                            DescribedPredicate.<JavaClass>describe(
                                    "are repositories",
                                    type ->
                                            type.isAnnotatedWith(Repository.class)
                                                    || type.isEquivalentTo(RecordRepository.class)))
                    .and()
                    .areNotPrivate()
                    .and()
                    // For the class above only: repositories are package-private.
                    .areNotProtected()
                    .and(
                            DescribedPredicate.<JavaMethod>describe(
                                    "touch rows",
                                    method ->
                                            !method.getName().startsWith("lambda$")
                                                    && !method.getModifiers()
                                                            .contains(
                                                                    com.tngtech.archunit.core.domain
                                                                            .JavaModifier.STATIC)))
                    .should(takeAViewer());

    @ArchTest
    static final ArchRule REPOSITORIES_ARE_HIDDEN =
            classes()
                    .that()
                    .areAnnotatedWith(Repository.class)
                    .and()
                    .resideOutsideOfPackage("headwater.crm.persistence")
                    .should()
                    .bePackagePrivate();

    @ArchTest
    static final ArchRule ONE_PLACE_OPENS_TRANSACTIONS =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("headwater.crm.persistence.Transactions")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework.transaction..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("headwater.crm.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule REPORTS_HOLD_NO_SQL =
            noClasses()
                    .that()
                    .resideInAPackage("headwater.crm.report..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.jooq..", "java.sql..");

    @Test
    void modulesKeepToTheirApis() {
        // Who may touch the generated tables is a rule of its own above.
        ApplicationModules.of(
                        HeadwaterApplication.class,
                        JavaClass.Predicates.resideInAPackage("headwater.crm.db.."))
                .verify();
    }

    private static ArchCondition<JavaMethod> takeAViewer() {
        return new ArchCondition<>("take a Viewer or say why not by @SystemAccess") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean scoped =
                        method.isAnnotatedWith(SystemAccess.class)
                                || method.getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isEquivalentTo(Viewer.class));
                events.add(new SimpleConditionEvent(method, scoped, method.getFullName()));
            }
        };
    }
}
