package io.trackersql.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls between the layers of docs/architecture.md. */
class ArchitectureTest {
    private static final String ROOT = "io.trackersql";
    private static final String GUAVA = "com.google.common..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String SLF4J = "org.slf4j..";
    private static final String CALCITE = "org.apache.calcite..";
    private static final String OKHTTP = "okhttp3..";

    /**
     * Each layer with the layers right below it; it may import those and everything that they may import. The root package,
     * written as the empty name, holds what users name: the driver and the data source.
     */
    private static final Map<String, List<String>> BELOW = below();

    /** The libraries that a layer may import beside the JDK; libraries are not handed on to the layers above. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("http", List.of(OKHTTP, "okio..", "kotlin..", JACKSON, GUAVA, SLF4J)),
            Map.entry("versionone", List.of(JACKSON, GUAVA, SLF4J)),
            Map.entry("rally", List.of(JACKSON, GUAVA, SLF4J)),
            Map.entry("exec", List.of(GUAVA, SLF4J)),
            Map.entry("plan", List.of(CALCITE, GUAVA, SLF4J)),
            Map.entry("catalog", List.of(CALCITE, GUAVA, SLF4J)),
            Map.entry("connect", List.of(CALCITE, JACKSON, GUAVA, SLF4J)),
            Map.entry("jdbc", List.of(GUAVA, SLF4J)),
            Map.entry("demo", List.of(JACKSON)),
            Map.entry("shell", List.of("picocli..", "sqlline..", "org.jline..")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    private static Map<String, List<String>> below() {
        Map<String, List<String>> below = new LinkedHashMap<>();
        below.put("model", List.of());
        below.put("query", List.of("model"));
        below.put("write", List.of("query"));
        below.put("backend", List.of("write"));
        below.put("http", List.of("write"));
        below.put("versionone", List.of("http", "backend"));
        below.put("rally", List.of("http", "backend"));
        below.put("exec", List.of("backend"));
        below.put("plan", List.of("exec"));
        below.put("catalog", List.of("plan"));
        below.put("demo", List.of());
        below.put("connect", List.of("catalog", "versionone", "rally", "demo"));
        below.put("jdbc", List.of("connect"));
        below.put("", List.of("jdbc"));
        below.put("shell", List.of("jdbc", ""));
        return below;
    }

    @TestFactory
    Stream<DynamicTest> aLayerImportsOnlyWhatLiesBelowIt() {
        return BELOW.keySet().stream()
                .map(layer -> DynamicTest.dynamicTest(layer.isEmpty() ? ROOT : layer, () -> {
                    List<String> allowed = new ArrayList<>(List.of("java..", "javax..", "com.sun.net.httpserver.."));
                    reachable(layer).forEach(name -> allowed.add(packagesOf(name)));
                    allowed.addAll(LIBRARIES.getOrDefault(layer, List.of()));
                    classes()
                            .that(resideInAPackage(packagesOf(layer)))
                            .should()
                            .onlyDependOnClassesThat(inAnyOf(allowed))
                            .allowEmptyShould(true)
                            .check(MAIN);
                }));
    }

    @Test
    void everyPackageIsALayer() {
        Set<String> packages = new LinkedHashSet<>();
        MAIN.forEach(type -> packages.add(layerOf(type)));
        assertThat(BELOW.keySet()).containsAll(packages);
    }

    @Test
    void layersFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void theCommandLineUsesTheDriverAsAnyProgramWould() {
        classes()
                .that(resideInAPackage(packagesOf("shell")))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackages(ROOT + "..")
                        .or(resideInAnyPackage(packagesOf("shell"), packagesOf("jdbc"), packagesOf("demo"), ROOT)))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void onlyConnectSeesTheProducts() {
        noClasses()
                .that(resideOutsideOfPackages(packagesOf("versionone"), packagesOf("rally"), packagesOf("connect")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packagesOf("versionone"), packagesOf("rally")))
                .check(MAIN);
    }

    @Test
    void interfacesOfJdbcAreImplementedInJdbcAlone() {
        noClasses()
                .that(resideOutsideOfPackages(packagesOf("jdbc"), ROOT))
                .should()
                .beAssignableTo(anInterfaceOfJdbc())
                .check(MAIN);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> inAnyOf(List<String> packages) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(packages.toArray(String[]::new));
        return DescribedPredicate.describe(
                "are in " + packages,
                type -> type.getBaseComponentType().isPrimitive() || inside.test(type.getBaseComponentType()));
    }

    private static DescribedPredicate<JavaClass> anInterfaceOfJdbc() {
        return DescribedPredicate.describe(
                "an interface of java.sql or javax.sql",
                type -> type.isInterface()
                        && (type.getPackageName().equals("java.sql")
                                || type.getPackageName().equals("javax.sql")));
    }

    private static Set<String> reachable(String layer) {
        Set<String> reached = new LinkedHashSet<>(Set.of(layer));
        BELOW.get(layer).forEach(lower -> reached.addAll(reachable(lower)));
        return reached;
    }

    private static String packagesOf(String layer) {
        return layer.isEmpty() ? ROOT : ROOT + "." + layer + "..";
    }

    private static String layerOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
