package io.trackersql.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trackersql.sql.Product;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both products under one list of behaviours. */
class ContractTest {
    private static final List<Subject> SUBJECTS = new ArrayList<>();

    @BeforeAll
    static void start() throws SQLException {
        SUBJECTS.add(versionOne());
        SUBJECTS.add(rally());
    }

    private static Subject versionOne() throws SQLException {
        return new Subject(
                new Subject.Names(
                        Product.VERSIONONE,
                        "Story",
                        "ID",
                        "Estimate",
                        "Description",
                        "Scope",
                        "Scope_Name",
                        "Number",
                        "Owners",
                        "versionone_links.Workitem_Owners",
                        "Workitem",
                        "Member",
                        "Workitem",
                        "Scope",
                        "ID > 'Story:1'"),
                Map.of(
                        Behaviour.EMPTY_TEXT_IS_A_VALUE,
                        "'' reads as NULL",
                        Behaviour.THE_PROJECT_THAT_IS_READ_CAN_BE_SET,
                        "Property project cannot be set: no tracker of this connection is asked for one project alone. Use a"
                                + " condition on the column of the project instead."));
    }

    private static Subject rally() throws SQLException {
        return new Subject(
                new Subject.Names(
                        Product.RALLY,
                        "HierarchicalRequirement",
                        "ObjectID",
                        "PlanEstimate",
                        "Notes",
                        "Project",
                        "Project_Name",
                        "FormattedID",
                        "Tags",
                        "rally_links.HierarchicalRequirement_Tags",
                        "HierarchicalRequirement",
                        "Tag",
                        "Artifact",
                        "Project",
                        "Name <> 'x'"),
                Map.of(
                        Behaviour.COUNT_OF_PROJECTS_COSTS_ONE_REQUEST_WITHOUT_ROWS,
                        "the projects are counted here",
                        Behaviour.FULL_TEXT_SEARCH,
                        "FIND in column Name of HierarchicalRequirement is not possible: the tracker's web services search no text"
                                + " any more. Only the tracker can search; use LIKE to test the text here.",
                        Behaviour.ORDER_BY_TEXT_WITH_LIMIT_COSTS_ONE_PAGE,
                        "2 requests, not 1"));
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Subject subject : SUBJECTS) {
            subject.close();
        }
    }

    static Stream<Arguments> behaviours() {
        return SUBJECTS.stream().flatMap(s -> Arrays.stream(Behaviour.values()).map(b -> Arguments.of(s, b)));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("behaviours")
    void aBehaviourHoldsOrIsLackingAsDeclared(Subject subject, Behaviour behaviour) throws Exception {
        String declared = subject.lacking().get(behaviour);
        if (declared == null) {
            behaviour.check(subject);
        } else {
            assertThat(catchThrowable(() -> behaviour.check(subject)))
                    .as("what %s says of %s, which it is declared not to have", subject, behaviour)
                    .isNotNull()
                    .hasMessage(declared);
        }
    }
}
