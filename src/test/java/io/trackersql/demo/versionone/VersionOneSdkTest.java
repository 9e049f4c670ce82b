package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.versionone.Oid;
import com.versionone.apiclient.Asset;
import com.versionone.apiclient.Paging;
import com.versionone.apiclient.Query;
import com.versionone.apiclient.RequiredFieldValidator;
import com.versionone.apiclient.Services;
import com.versionone.apiclient.V1Configuration;
import com.versionone.apiclient.V1Connector;
import com.versionone.apiclient.exceptions.ConnectionException;
import com.versionone.apiclient.exceptions.MetaException;
import com.versionone.apiclient.exceptions.V1Exception;
import com.versionone.apiclient.filters.AndFilterTerm;
import com.versionone.apiclient.filters.FilterTerm;
import com.versionone.apiclient.filters.OrFilterTerm;
import com.versionone.apiclient.interfaces.IAssetType;
import com.versionone.apiclient.interfaces.IAttributeDefinition;
import com.versionone.apiclient.interfaces.IAttributeDefinition.AttributeType;
import com.versionone.apiclient.interfaces.IV1Configuration.TrackingLevel;
import com.versionone.apiclient.services.OrderBy;
import com.versionone.apiclient.services.QueryFind;
import com.versionone.apiclient.services.QueryResult;
import com.versionone.apiclient.services.QueryVariable;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.VersionOneQuirks.TotalMode;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own Java SDK reads the demo server; this version of it always wants a total. */
class VersionOneSdkTest {
    private static DemoServer server;

    private final Services services = services();
    private final IAssetType story = services.getMeta().getAssetType("Story");

    @BeforeAll
    static void start() {
        VersionOneQuirks quirks = VersionOneQuirks.standard().withTotal(TotalMode.ALWAYS);
        server = DemoServer.start(DemoOptions.standard().withQuirks(quirks));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    VersionOneSdkTest() throws V1Exception, MalformedURLException {}

    private static Services services() throws V1Exception, MalformedURLException {
        return new Services(V1Connector.withInstanceUrl(server.versionOneUri() + "/")
                .withUserAgentHeader("SdkTest", "1.0")
                .withUsernameAndPassword(DemoServer.USER, DemoServer.PASSWORD)
                .build());
    }

    @Test
    void findsWhoIsLoggedIn() throws V1Exception {
        assertThat(services.getLoggedIn().getToken()).isEqualTo("Member:20");
    }

    @Test
    void acceptsAnAccessToken() throws V1Exception, MalformedURLException {
        Services byToken = new Services(V1Connector.withInstanceUrl(server.versionOneUri() + "/")
                .withUserAgentHeader("SdkTest", "1.0")
                .withAccessToken(DemoServer.ACCESS_TOKEN)
                .build());
        assertThat(byToken.getLoggedIn().getToken()).isEqualTo("Member:20");
    }

    /** On a small model: the SDK searches the whole document once for each type. */
    @Test
    void readsTheTypesOfTheWholeModelAtOnce() throws V1Exception, MalformedURLException {
        try (DemoServer small = DemoServer.start(DemoOptions.standard(), DemoModel.synthetic(6, 60))) {
            V1Connector connector = V1Connector.withInstanceUrl(small.versionOneUri() + "/")
                    .withUserAgentHeader("SdkTest", "1.0")
                    .withUsernameAndPassword(DemoServer.USER, DemoServer.PASSWORD)
                    .build();
            Services preloaded = new Services(connector, true);
            assertThat(preloaded.getAssetType("Synthetic5").getBase().getToken())
                    .isEqualTo("BaseAsset");
            assertThat(small.ledger().exchanges()).hasSize(1);
        }
    }

    @Test
    void readsTypesWithTheirBaseAndNamingAttributes() throws V1Exception {
        assertThat(story.getBase().getToken()).isEqualTo("PrimaryWorkitem");
        assertThat(story.isA(services.getAssetType("BaseAsset"))).isTrue();
        assertThat(story.getShortNameAttribute().getToken()).isEqualTo("Story.Number");
        assertThat(story.getDescriptionAttribute().getToken()).isEqualTo("Story.Description");
        assertThat(story.getDefaultOrderBy().getToken()).isEqualTo("Story.Order");
    }

    @Test
    void readsAttributesAndOperations() throws V1Exception {
        IAttributeDefinition owners = story.getAttributeDefinition("Owners");
        assertThat(owners.isMultiValue()).isTrue();
        assertThat(owners.getRelatedAsset().getToken()).isEqualTo("Member");
        assertThat(story.getAttributeDefinition("Estimate").getAttributeType()).isEqualTo(AttributeType.Numeric);
        assertThat(story.getAttributeDefinition("Name").isRequired()).isTrue();
        assertThat(services.getOperation("Story.QuickClose")
                        .getValidatorAttribute()
                        .getToken())
                .isEqualTo("Story.CheckQuickClose");
    }

    @Test
    void readsTheMetadataOfAPath() throws V1Exception {
        IAttributeDefinition name = services.getAttributeDefinition("Story.Owners.Name");
        assertThat(name.getAttributeType()).isEqualTo(AttributeType.Text);
        assertThat(name.isMultiValue()).isTrue();
        assertThat(name.isReadOnly()).isTrue();
    }

    @Test
    void refusesUnknownTypesAndAttributes() {
        assertThatThrownBy(() -> services.getAssetType("Animal")).isInstanceOf(MetaException.class);
        assertThatThrownBy(() -> services.getAttributeDefinition("Story.MuddleBubble"))
                .isInstanceOf(MetaException.class);
    }

    @Test
    void readsAllStoriesWithTypedValues() throws V1Exception {
        Query query = new Query(story);
        select(query, "Name", "Estimate", "Scope", "Owners", "AssetState", "ChangeDate");
        QueryResult result = services.retrieve(query);
        List<String> keys = server.store().keys("Story");
        assertThat(result.getTotalAvaliable()).isEqualTo(keys.size());
        assertThat(tokens(result)).isEqualTo(keys);
        for (Asset asset : result.getAssets()) {
            String key = asset.getOid().getToken();
            BigDecimal estimate = (BigDecimal) server.store().value(key, "Estimate");
            // The SDK strips blanks.
            assertThat(value(asset, "Name"))
                    .isEqualTo(server.store().value(key, "Name").toString().strip());
            assertThat(value(asset, "Estimate")).isEqualTo(estimate == null ? null : (double) estimate.floatValue());
            assertThat(value(asset, "Scope"))
                    .hasToString((String) server.store().value(key, "Scope"));
            assertThat(Arrays.stream(attribute(asset, "Owners").getValues()).map(Object::toString))
                    .containsExactlyInAnyOrderElementsOf(
                            ((List<?>) server.store().value(key, "Owners"))
                                    .stream().map(Object::toString).toList());
        }
    }

    @Test
    void readsOneAssetByItsKey() throws V1Exception {
        String key = server.store().keys("Story").get(3);
        Query query = new Query(Oid.fromToken(key, services.getMeta()));
        select(query, "Name", "Number");
        Asset asset = services.retrieve(query).getAssets()[0];
        assertThat(value(asset, "Number")).isEqualTo(server.store().value(key, "Number"));
    }

    @Test
    void readsOneAttributeOfOneAsset() throws V1Exception {
        Query query = new Query(Oid.fromToken("Member:20", services.getMeta()));
        query.getSelection().add(services.getAttributeDefinition("Member.Name"));
        assertThat(services.retrieve(query)
                        .getAssets()[0]
                        .getAttribute(services.getAttributeDefinition("Member.Name"))
                        .getValue())
                .isEqualTo("Administrator");
    }

    @Test
    void filtersByTextWithAQuote() throws V1Exception {
        IAssetType member = services.getAssetType("Member");
        FilterTerm term = new FilterTerm(member.getAttributeDefinition("Name"));
        term.equal("Pat O'Hara");
        Query query = new Query(member);
        query.setFilter(term);
        assertThat(tokens(services.retrieve(query))).hasSize(1);
    }

    @Test
    void filtersByRelationNumberAndDate() throws V1Exception {
        FilterTerm scope = new FilterTerm(story.getAttributeDefinition("Scope"));
        scope.notEqual(Oid.fromToken("Scope:0", services.getMeta()));
        FilterTerm estimate = new FilterTerm(story.getAttributeDefinition("Estimate"));
        estimate.greaterOrEqual(5.0);
        FilterTerm changed = new FilterTerm(story.getAttributeDefinition("ChangeDateUTC"));
        changed.greater("2020-01-01T00:00:00");
        Query query = new Query(story);
        query.setFilter(new AndFilterTerm(scope, estimate, changed));
        List<String> expected = server.store().keys("Story").stream()
                .filter(key -> !"Scope:0".equals(server.store().value(key, "Scope")))
                .filter(key -> server.store().value(key, "Estimate") instanceof BigDecimal number
                        && number.compareTo(BigDecimal.valueOf(5)) >= 0)
                .filter(key ->
                        server.store().value(key, "ChangeDateUTC").toString().compareTo("2020-01-01T00:00") > 0)
                .toList();
        assertThat(tokens(services.retrieve(query))).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void filtersByAlternativesAndMissingValues() throws V1Exception {
        FilterTerm none = new FilterTerm(story.getAttributeDefinition("Estimate"));
        none.notExists();
        FilterTerm some = new FilterTerm(story.getAttributeDefinition("Owners"));
        some.exists();
        Query query = new Query(story);
        query.setFilter(new OrFilterTerm(none, some));
        List<String> expected = server.store().keys("Story").stream()
                .filter(key -> server.store().value(key, "Estimate") == null
                        || !((List<?>) server.store().value(key, "Owners")).isEmpty())
                .toList();
        assertThat(tokens(services.retrieve(query))).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void sortsAndPages() throws V1Exception {
        Query query = new Query(story);
        OrderBy order = new OrderBy();
        order.minorSort(story.getAttributeDefinition("Estimate"), OrderBy.Order.Descending);
        order.minorSort(story.getAttributeDefinition("ID"), OrderBy.Order.Ascending);
        query.setOrderBy(order);
        List<String> all = tokens(services.retrieve(query));
        query.setPaging(new Paging(20, 7));
        QueryResult page = services.retrieve(query);
        assertThat(tokens(page)).isEqualTo(all.subList(20, 27));
        assertThat(page.getTotalAvaliable()).isEqualTo(all.size());
    }

    @Test
    void findsWords() throws V1Exception {
        Query query = new Query(story);
        query.setFind(new QueryFind("bracket"));
        assertThat(services.retrieve(query).getAssets()).isNotEmpty();
    }

    @Test
    void passesVariables() throws V1Exception {
        FilterTerm term = new FilterTerm(story.getAttributeDefinition("Scope"));
        QueryVariable scope = new QueryVariable("Wanted", "Scope:0");
        term.operate(FilterTerm.Operator.Equal, scope);
        Query query = new Query(story);
        query.setFilter(term);
        query.getVariables().add(scope);
        List<String> expected = server.store().keys("Story").stream()
                .filter(key -> "Scope:0".equals(server.store().value(key, "Scope")))
                .toList();
        assertThat(tokens(services.retrieve(query))).isEqualTo(expected);
    }

    @Test
    void selectsPathsDowncastsAndAggregates() throws V1Exception {
        IAssetType scope = services.getAssetType("Scope");
        IAttributeDefinition estimates = scope.getAttributeDefinition("Workitems:Story.Estimate.@Sum");
        Query query = new Query(scope);
        query.getSelection().add(estimates);
        query.getSelection().add(scope.getAttributeDefinition("Parent.Name"));
        Asset[] scopes = services.retrieve(query).getAssets();
        BigDecimal sum = server.store().keys("Story").stream()
                .filter(key ->
                        scopes[0].getOid().getToken().equals(server.store().value(key, "Scope")))
                .map(key -> (BigDecimal) server.store().value(key, "Estimate"))
                .filter(number -> number != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(scopes[0].getAttribute(estimates).getValue()).isEqualTo((double) sum.floatValue());
    }

    /** A history has to stand on one line: the SDK takes white space before the first asset for something it does not implement. */
    @Test
    void readsTheVersionsOfOneAsset() throws V1Exception {
        List<Version> versions = server.store().versions(changed());
        Query query = new Query(Oid.fromToken(changed(), services.getMeta()), true);
        select(query, "Name", "Scope", "Moment");
        QueryResult result = services.retrieve(query);
        assertThat(tokens(result))
                .isEqualTo(versions.stream().map(Version::token).toList());
        for (int i = 0; i < versions.size(); i++) {
            Asset asset = result.getAssets()[i];
            assertThat(value(asset, "Moment").toString())
                    .isEqualTo(Long.toString(versions.get(i).moment()));
            assertThat(((Oid) value(asset, "Scope")).getMomentless().getToken())
                    .isEqualTo(server.store().value(versions.get(i), "Scope"));
        }
    }

    @Test
    void readsTheVersionsOfATypeThatAFilterNames() throws V1Exception {
        Version version = server.store().versions(changed()).get(1);
        FilterTerm after = new FilterTerm(attributeOf("Moment"));
        after.greaterOrEqual(version.moment());
        FilterTerm before = new FilterTerm(attributeOf("Moment"));
        before.lessOrEqual(version.moment());
        Query query = new Query(story, true);
        query.setFilter(new AndFilterTerm(after, before));
        select(query, "Name");
        assertThat(tokens(services.retrieve(query)))
                .contains(version.token())
                .allMatch(token -> token.endsWith(":" + version.moment()));
    }

    @Test
    void readsThePastOfHistoryAndOfData() throws V1Exception {
        // The SDK writes the time on the clock of this process, in whole seconds.
        Instant time = LocalDate.parse("2024-10-30")
                .atStartOfDay(ZoneId.systemDefault())
                .toInstant();
        Instant asked = LocalDate.parse("2024-10-30")
                .atStartOfDay(server.store().zone())
                .toInstant();
        for (boolean historical : new boolean[] {true, false}) {
            Query query = new Query(story, historical);
            query.setAsOf(Date.from(time));
            select(query, "Name", "Moment");
            Asset[] assets = services.retrieve(query).getAssets();
            assertThat(assets).hasSizeGreaterThan(200);
            for (Asset asset : assets) {
                String key = asset.getOid().getMomentless().getToken();
                assertThat(value(asset, "Moment").toString())
                        .isEqualTo(server.store().value(key, "Moment", asked).toString());
            }
        }
    }

    @Test
    void readsAVersionByItsMoment() throws V1Exception {
        Version version = server.store().versions(changed()).get(0);
        Query query = new Query(Oid.fromToken(version.token(), services.getMeta()));
        select(query, "ChangeReason", "Moment");
        Asset[] assets = services.retrieve(query).getAssets();
        assertThat(assets[0].getOid().getToken()).isEqualTo(version.token());
        assertThat(value(assets[0], "ChangeReason")).isEqualTo("Created");
    }

    private static String changed() {
        return server.store().keys("Story").stream()
                .filter(key -> server.store().versions(key).size() > 2)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void localises() throws V1Exception {
        assertThat(services.getLocalization(story.getAttributeDefinition("Name")))
                .isEqualTo("Title");
        assertThat(services.getLocalization("AssetType'Scope")).isEqualTo("Project");
        ArrayList<IAttributeDefinition> many = new ArrayList<>(
                List.of(story.getAttributeDefinition("Name"), story.getAttributeDefinition("Custom_FiscalYear")));
        assertThat(services.getLocalization(many))
                .isEqualTo(Map.of("Story.Name", "Title", "Story.Custom_FiscalYear", "Fiscal Year"));
    }

    @Test
    void passesQueriesThrough() {
        String answer = services.executePassThroughQuery(
                "{\"from\":\"Member\",\"select\":[\"Name\"],\"where\":{\"ID\":\"Member:20\"}}");
        assertThat(answer).isEqualTo("[[{\"_oid\":\"Member:20\",\"Name\":\"Administrator\"}]]");
    }

    @Test
    void readsTheConfiguration() throws V1Exception, MalformedURLException {
        V1Configuration configuration = new V1Configuration(V1Connector.withInstanceUrl(server.versionOneUri() + "/")
                .withUserAgentHeader("SdkTest", "1.0")
                .withUsernameAndPassword(DemoServer.USER, DemoServer.PASSWORD)
                .build());
        assertThat(configuration.isEffortTracking()).isTrue();
        assertThat(configuration.getStoryTrackingLevel()).isEqualTo(TrackingLevel.Mix);
    }

    @Test
    void findsTheRequiredAttributesInTheDataAboutMetadata() throws V1Exception {
        RequiredFieldValidator validator = new RequiredFieldValidator(services.getMeta(), services);
        assertThat(validator.isRequired(story, "Scope")).isTrue();
        assertThat(validator.isRequired(story, "Estimate")).isFalse();
    }

    @Test
    void tellsAWrongPassword() throws V1Exception, MalformedURLException {
        Services wrong = new Services(V1Connector.withInstanceUrl(server.versionOneUri() + "/")
                .withUserAgentHeader("SdkTest", "1.0")
                .withUsernameAndPassword(DemoServer.USER, "wrong")
                .build());
        assertThatThrownBy(wrong::getLoggedIn).isInstanceOf(ConnectionException.class);
    }

    @Test
    void tellsWhatIsWrongWithAFilter() {
        FilterTerm term = new FilterTerm(attributeOf("Description"));
        term.equal("x");
        Query query = new Query(story);
        query.setFilter(term);
        assertThatThrownBy(() -> services.retrieve(query)).isInstanceOf(V1Exception.class);
    }

    private IAttributeDefinition attributeOf(String name) {
        return services.getAttributeDefinition("Story." + name);
    }

    private void select(Query query, String... names) throws V1Exception {
        for (String name : names) {
            query.getSelection().add(query.getAssetType().getAttributeDefinition(name));
        }
    }

    private com.versionone.apiclient.Attribute attribute(Asset asset, String name) throws V1Exception {
        return asset.getAttribute(asset.getAssetType().getAttributeDefinition(name));
    }

    private Object value(Asset asset, String name) throws V1Exception {
        return attribute(asset, name).getValue();
    }

    private static List<String> tokens(QueryResult result) throws V1Exception {
        List<String> tokens = new ArrayList<>();
        for (Asset asset : result.getAssets()) {
            tokens.add(asset.getOid().getToken());
        }
        return tokens;
    }
}
