package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.estate.EstateConfiguration.Suppression;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Stance;
import dev.ardennes.model.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WordsThatExpireTest {
  private static final LocalDate DAY = LocalDate.of(2027, 1, 31);
  private static final FactBase FACTS =
      new Scene()
          .declared("aws.iam.user", "aws/aws_iam_user.deploy")
          .declared("aws.iam.role", "aws/aws_iam_role.app")
          .facts();

  @Test
  void aStanceIsFoundByTheBeginningOfTheId() {
    Applied<Map<String, Stance>> stances =
        stances(
            "{id: a11111, stance: confirmed, reason: r}",
            "{id: a2222222222222222, stance: rejected, reason: patched}");

    assertThat(stances.value())
        .containsExactly(
            Map.entry("a1111111111111111", Stance.CONFIRMED),
            Map.entry("a2222222222222222", Stance.REJECTED));
    assertThat(stances.problems()).isEmpty();
    assertThat(stances.hidden())
        .containsExactly(
            new Hidden(
                "ardennes.yaml:3",
                "assumptions taken for rejected, with every step that needs them:"
                    + " `a2222222222222222`, patched",
                1));
  }

  @Test
  void theLastWordAboutAnAssumptionWins() {
    assertThat(
            stances(
                    "{id: a11111, stance: rejected, reason: r}",
                    "{id: a111111, stance: confirmed, reason: r}")
                .value())
        .containsExactly(Map.entry("a1111111111111111", Stance.CONFIRMED));
  }

  @Test
  void aStanceCountsOnItsLastDayAndNotAfter() {
    String last = "{id: a11111, stance: rejected, reason: r, expires: 2027-01-31}";
    String over = "{id: a11111, stance: rejected, reason: r, expires: 2027-01-30}";
    assertThat(stances(last).value()).hasSize(1);
    assertThat(stances(over).value()).isEmpty();
    assertThat(stances(over).hidden()).isEmpty();
    assertThat(Scene.said(stances(over).problems()))
        .containsExactly(
            "2:3: what is said of the assumption `a11111` expired on 2027-01-30 and does not count"
                + " (look at it again and give a later date, or remove it)");
  }

  @Test
  void anIdThatMeansTwoAssumptionsMeansNone() {
    Applied<Map<String, Stance>> stances = stances("{id: a33333, stance: rejected, reason: r}");
    assertThat(stances.value()).isEmpty();
    assertThat(Scene.said(stances.problems()))
        .containsExactly(
            "2:3: `a33333` begins the ids of 2 assumptions and does not count"
                + " (write more of the id)");
  }

  @Test
  void anAssumptionThatIsGoneIsAWarning() {
    assertThat(Scene.said(stances("{id: a99999, stance: confirmed, reason: r}").problems()))
        .containsExactly(
            "2:3: no result rests on an assumption `a99999`"
                + " (remove it if what it was about is gone)");
  }

  @Test
  void exceptionsAreReportedOnceTheyHaveExpired() {
    EstateConfiguration configuration =
        Scene.configuration(
            """
            exceptions:
              - {what: pass any role, owner: platform, expires: 2027-01-30, entity: '*.deploy'}
              - {what: other, owner: platform, expires: 2027-01-31, entity: gone}
            """);
    Applied<List<ExpiredException>> expired = configuration.expiredExceptions(DAY, FACTS);

    assertThat(expired.value())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.exception().owner()).isEqualTo("platform");
              assertThat(one.entities()).containsExactly("aws/aws_iam_user.deploy");
            });
    assertThat(expired.problems())
        .extracting(Problem::says)
        .containsExactly(
            "the exception `pass any role` expired on 2027-01-30",
            "`gone` matches nothing that was read");
  }

  @Test
  void aSuppressionHidesPathsByIdWithItsPlace() {
    Suppressions active = suppressions("{path: p12345, reason: known, expires: 2027-01-31}");
    assertThat(active.hiding("p1234567890abcdef", List.of()))
        .map(one -> one.place().place())
        .contains("ardennes.yaml:2");
    assertThat(active.hiding("p1234067890abcdef", List.of())).isEmpty();
  }

  @Test
  void aSuppressedTechniqueHidesAPathOnlyWithoutAnAlternative() {
    Suppressions one = suppressions("{technique: a.b, reason: r, expires: 2027-12-31}");
    Suppressions both =
        suppressions(
            "{technique: a.b, reason: r, expires: 2027-12-31}",
            "{technique: a.c, reason: r, expires: 2027-12-31}");

    assertThat(one.hiding("p1", List.of(Set.of("x.y"), Set.of("a.b")))).isPresent();
    assertThat(one.hiding("p1", List.of(Set.of("x.y"), Set.of("a.b", "a.c")))).isEmpty();
    assertThat(both.hiding("p1", List.of(Set.of("x.y"), Set.of("a.b", "a.c")))).isPresent();
    assertThat(both.hiding("p1", List.of(Set.of("x.y")))).isEmpty();
    assertThat(both.hiding("p1", List.of(Set.<String>of()))).isEmpty();
  }

  @Test
  void whatIsHiddenIsCountedAndWhatHidesNothingIsSaid() {
    Suppressions active =
        suppressions(
            "{technique: a.b, reason: accepted, expires: 2027-12-31}",
            "{path: p12345, reason: r, expires: 2027-12-31}");
    Suppression used = active.active().getFirst();

    assertThat(active.hidden(List.of(used, used)))
        .containsExactly(
            new Hidden(
                "ardennes.yaml:2",
                "paths suppressed by technique `a.b` until 2027-12-31: accepted",
                2));
    assertThat(active.unused(List.of(used)))
        .extracting(Problem::says)
        .containsExactly("the suppression of path `p12345` hides no path");
  }

  @Test
  void anExpiredSuppressionHidesNothing() {
    EstateConfiguration configuration =
        Scene.configuration("suppressions:\n- {technique: a.b, reason: r, expires: 2027-01-30}");
    Applied<Suppressions> applied = configuration.suppressions(DAY);
    assertThat(applied.value().active()).isEmpty();
    assertThat(applied.problems())
        .extracting(Problem::says)
        .containsExactly(
            "the suppression of technique `a.b` expired on 2027-01-30 and hides nothing");
    assertThat(configuration.suppresses("p1", List.of(Set.of("a.b")), DAY)).isEmpty();
    assertThat(configuration.suppresses("p1", List.of(Set.of("a.b")), DAY.minusDays(1)))
        .isPresent();
  }

  @Test
  void theFirstCostThatMatchesDecides() {
    Applied<Costs> costs =
        Scene.configuration(
                """
                costs:
                  - {relation: trust_policy, entity: '*.app', cost: 0}
                  - {relation: trust_policy, cost: 5}
                  - {entity: '*.deploy', cost: 20}
                  - {entity: gone, cost: 1}
                """)
            .costs(FACTS);

    assertThat(cost(costs, "trust_policy", "aws/aws_iam_role.app", "d")).hasValue(0);
    assertThat(cost(costs, "trust_policy", "aws/aws_iam_role.other", "d")).hasValue(5);
    assertThat(cost(costs, "member", "aws/aws_iam_user.deploy", "g")).hasValue(20);
    assertThat(cost(costs, "member", "aws/aws_iam_user.other", "g")).isEmpty();
    assertThat(costs.problems()).hasSize(1);
  }

  private static OptionalInt cost(Applied<Costs> costs, String relation, String... args) {
    return costs.value().of(new Fact(relation, List.of(args), Standing.CONFIGURED, List.of()));
  }

  private static Applied<Map<String, Stance>> stances(String... items) {
    return Scene.configuration("assumptions:\n- " + String.join("\n- ", items))
        .stances(
            DAY,
            List.of(
                "a1111111111111111",
                "a2222222222222222",
                "a3333311111111111",
                "a3333322222222222"));
  }

  private static Suppressions suppressions(String... items) {
    return Scene.configuration("suppressions:\n- " + String.join("\n- ", items))
        .suppressions(DAY)
        .value();
  }
}
