package dev.tailback.lab.drill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.faults.stages.SlowProvider;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final Catalogue catalogue = Catalogue.shipped();

    @Test
    void thereAreTwentyAndMoreOnThreeLevels() {
        assertThat(catalogue.incidents()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(catalogue.incidents().stream()
                        .collect(Collectors.groupingBy(Incident::level, Collectors.counting())))
                .containsOnlyKeys(1, 2, 3)
                .allSatisfy((level, count) -> assertThat(count).isGreaterThanOrEqualTo(5));
    }

    @Test
    void theSameSeedMakesTheSameDrill() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(catalogue.draw(null, seed, true, LASTS)).isEqualTo(catalogue.draw(null, seed, true, LASTS));
        }
    }

    @Test
    void theDrillOfASeedStaysWhatItIs() {
        Plan plan = catalogue.draw(2, 17, false, LASTS);

        assertThat(List.of(
                        plan.incident().name(),
                        plan.breaks().toString(),
                        plan.moment().toString()))
                .as("whoever notes a seed gets the same drill tomorrow; another catalogue makes another of it")
                .containsExactly("contested-product", "[hot-sku sku=SKU-00001 rate=71]", "PT1M5S");
    }

    @Test
    void seedsReachEveryIncidentOfALevelAndNoOther() {
        for (int level = 1; level <= 3; level++) {
            int wanted = level;
            Set<String> drawn = LongStream.range(0, 500)
                    .mapToObj(seed ->
                            catalogue.draw(wanted, seed, true, LASTS).incident().name())
                    .collect(Collectors.toSet());

            assertThat(drawn)
                    .isEqualTo(catalogue.incidents().stream()
                            .filter(each -> each.level() == wanted)
                            .map(Incident::name)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void aSmallShopIsAskedForNothingThatOnlyLargeTablesShow() {
        assertThat(LongStream.range(0, 500).mapToObj(seed -> catalogue.draw(null, seed, false, LASTS)))
                .noneMatch(plan -> plan.incident().isOfLargeTables());
    }

    @Test
    void seedsDifferInMomentAndParameters() {
        Incident incident = catalogue.find("slow-payments").orElseThrow();
        List<Plan> plans = LongStream.range(0, 40)
                .mapToObj(seed -> catalogue.plan(incident, seed, LASTS))
                .toList();

        assertThat(plans.stream().map(Plan::moment).distinct().count()).isGreaterThan(10);
        assertThat(plans.stream().map(Plan::breaks).distinct().count()).isGreaterThan(10);
        assertThat(plans)
                .allSatisfy(plan -> assertThat(plan.breaks().getFirst().with())
                        .hasEntrySatisfying(
                                SlowProvider.DELAY, delay -> assertThat(delay).matches("1[4-9]\\d*(\\d00ms|s)|20s")));
    }

    /** Otherwise the answer stands in the question. A pool is what everybody calls it. */
    @Test
    void hintsDoNotNameTheFault() {
        for (Incident incident : catalogue.incidents()) {
            Stream.concat(incident.breaks().stream(), incident.harmless().stream())
                    .map(Change::fault)
                    .filter(fault -> !fault.equals("pool"))
                    .forEach(fault -> assertThat(incident.hints()).noneMatch(hint -> hint.contains(fault)));
        }
    }

    @Test
    void eachCauseAndEachPieceOfEvidencePointsSomewhereAndSomeMislead() {
        Set<String> causes = catalogue.incidents().stream().map(Incident::cause).collect(Collectors.toSet());
        Set<String> evidence = new HashSet<>();
        catalogue.incidents().forEach(each -> evidence.addAll(each.evidence()));

        assertThat(catalogue.causes().keySet()).containsAll(causes).hasSizeGreaterThan(causes.size());
        assertThat(catalogue.evidence().keySet()).containsAll(evidence).hasSizeGreaterThanOrEqualTo(evidence.size());
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "a|b, a|b", "2..4, [234]", "900ms..1100ms, 900ms|1s|1100ms", "'idx_a,idx_b', 'idx_a,idx_b'"})
    void aChoiceIsOneOfWhatItMayBe(String text, String pattern) {
        Choice choice = new Choice(text);

        for (int seed = 0; seed < 50; seed++) {
            assertThat(choice.draw(new Random(seed))).matches(pattern);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a||b", "9..2", "2s..1s"})
    void whatIsNoChoiceIsRefused(String text) {
        assertThatThrownBy(() -> new Choice(text)).hasMessageContaining("'" + text + "' is not allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "restart inventory; restart inventory",
                "create-indexes; create-indexes",
                "  usual-pool   checkout ; usual-pool checkout"
            })
    void aRepairIsARemedyAtItsPlace(String text, String words) {
        assertThat(Repair.of(text)).hasToString(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "reboot; no repair is called 'reboot'",
                "restart; restart '' is not allowed: one of postgres",
                "usual-pool kafka; usual-pool 'kafka' is not allowed: one of catalog, checkout, inventory",
                "create-indexes catalog; create-indexes takes no 'catalog'"
            })
    void aRepairThatThereIsNotIsRefused(String text, String sentence) {
        assertThatThrownBy(() -> Repair.of(text)).hasMessageContaining(sentence);
    }

    @Test
    void whatTheCatalogueGetsWrongIsToldWithItsPlace() {
        String source = """
                causes: {a@b: It is a.}
                evidence: {e: It shows.}
                incidents:
                  - incident: one
                    level: 1
                    happened: Something.
                    set: [{set: kill, part: relay}]
                    cause: c@b
                    evidence: [e]
                    repairs: [start relay]
                    hints: [x, y, z]
                    way: So.
                """;

        assertThatThrownBy(() -> CatalogueReader.read("f.yaml", source))
                .hasMessage("f.yaml:8:12: cause: no cause is called 'c@b'; there are a@b");
        assertThatThrownBy(() -> CatalogueReader.read(
                        "f.yaml", source.replace("c@b", "a@b").replace("level: 1", "level: 3")))
                .hasMessageContaining("something harmless belongs to incidents of level 3");
    }
}
